"""What `make run` shows: the sample compiled and checked, the published disclosure checked, both compared."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from mingzhang.kit.language import Text, language_of_environment
from mingzhang.writers.findings.layout import padded

HERE = Path(__file__).parent
PACKAGE = HERE / "gaoping-2024"
PUBLISHED = HERE / "gaoping-2024.json"
ROOT = HERE.parent
COMPILED = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "out") / "gaoping-2024.json"
"""Where the compiled disclosure is written: `python samples/show.py [DIR]`."""
READABLE = (0, 1)
"""Exit statuses of a check that reported; findings are what there is to see."""
MOST = 12
"""Rules listed in the comparison."""

TYPED = Path(sys.executable).with_name("mingzhang")
TYPED = TYPED.relative_to(ROOT) if TYPED.is_relative_to(ROOT) else Path("mingzhang")
"""The command as one types it from the root of the repository."""

LANGUAGE = language_of_environment()


def main() -> int:
    """0: shown; else the status of the command that failed."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as the command itself speaks, on any system
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    heading(Text("一、从源记录编出决算公开", "1  Compile a disclosure from source records"))
    say(f"{TYPED} compile {shown(PACKAGE)} -o {shown(COMPILED)}")
    status = run("compile", shown(PACKAGE), "-o", shown(COMPILED))
    if status:
        return status
    say(f"✓ {shown(COMPILED)}")
    for title, file in (
        (Text("二、核对编出的", "2  Check what was compiled"), COMPILED),
        (Text("三、核对公布的", "3  Check what was published"), PUBLISHED),
    ):
        heading(title)
        say(f"{TYPED} check {shown(file)}")
        status = run("check", shown(file))
        if status not in READABLE:
            return status
    heading(Text("四、两份对照", "4  The two compared"))
    compare()
    return 0


def compare() -> None:
    """Cells, verdicts and the errors of the published one by rule."""
    ours, theirs = (json.loads(path.read_bytes()) for path in (COMPILED, PUBLISHED))
    found = [report(path) for path in (COMPILED, PUBLISHED)]
    compiled, printed = cells(ours), cells(theirs)
    same = sum(compiled.get(cell) == value for cell, value in printed.items())
    say(
        Text(
            f"十张报表：公布 {len(printed)} 格，编出的有 {same} 格与之相同。",
            f"The ten statements: {len(printed)} cells published, {same} of them compiled the same.",
        )
    )
    names = (Text("编出的", "compiled "), Text("公布的", "published"))
    for name, answer in zip(names, found, strict=True):
        count = Counter(finding["severity"] for finding in answer["findings"])
        parts = (count["error"], count["warning"], count["info"])
        say(
            Text(
                f"{name.zh}：错误 {parts[0]:3d} 处，警告 {parts[1]:3d} 处，提示 {parts[2]:3d} 处",
                f"{name.en}: {parts[0]:3d} errors, {parts[1]:3d} warnings, {parts[2]:3d} remarks",
            )
        )
    errors = [finding for finding in found[1]["findings"] if finding["severity"] == "error"]
    say(Text("公布的错在哪里：", "What the published one got wrong:"))
    rules = Counter((finding["rule"], finding["title"]) for finding in errors)
    for (rule, title), times in rules.most_common(MOST):
        say(f"  {times:3d}  {title}  [{rule}]")
    if len(rules) > MOST:
        rest = sum(rules.values()) - sum(count for _, count in rules.most_common(MOST))
        say(
            Text(
                f"  {rest:3d}  其他 {len(rules) - MOST} 条规则",
                f"  {rest:3d}  {len(rules) - MOST} other rules",
            )
        )
    compare_scores(ours, theirs)
    say(Text("接着可以看：", "Next:"))
    cell = "expenditure/2240106/project"
    say(f"  {TYPED} trace {shown(COMPILED)} {cell} --package {shown(PACKAGE)}")
    if errors:
        say(f"  {TYPED} explain {errors[0]['rule']}")
    say("  samples/README.md")


def compare_scores(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Total and grade of each filled form as published and as computed, where they differ."""
    computed = {form["project_code"]: form for form in ours["evaluations"]}
    filled = {
        f"GP-{place:02d}": form
        for place, form in enumerate(theirs["evaluations"], 1)
        if form["status"] == "complete"
    }
    different = {code: form for code, form in filled.items() if _result(form) != _result(computed[code])}
    print()
    say(
        Text(
            f"自评总分和等级：{len(filled)} 张表，系统按公布的目标和完成值算，"
            f"{len(filled) - len(different)} 张与公布的相同；不同的：",
            f"Totals and grades: {len(filled)} forms, {len(filled) - len(different)} computed as published;"
            " the others:",
        )
    )
    for code, form in different.items():
        total, grade = _result(computed[code])
        owed = Text("待评", "owed").said(LANGUAGE)
        told = f"{total.normalize():f} {grade}" if total is not None else owed
        say(f"  {code}  {form['total_score']:>6} {form['grade']}  →  {padded(told, 9)} {form['project']}")
    print()


def _result(form: dict[str, Any]) -> tuple[Decimal | None, str | None]:
    total = form.get("total_score")
    return (None if total is None else Decimal(total)), form.get("grade")


def cells(disclosure: dict[str, Any]) -> dict[tuple[str | None, ...], str]:
    """Every printed cell by statement, side, code and column."""
    return {
        (statement["id"], fact.get("side"), fact["code"], fact["column"]): fact["value"]
        for statement in disclosure["statements"]
        for fact in statement.get("facts", ())
    }


def report(path: Path) -> dict[str, Any]:
    """The findings of a check as data."""
    arguments = [*command("check"), shown(path), "--format", "json"]
    answer = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def command(name: str) -> list[str]:
    """The product's command line, by this Python, in the language of these headings."""
    return [sys.executable, "-m", "mingzhang", "--lang", LANGUAGE, name]


def run(name: str, *arguments: str) -> int:
    """The command with its own output; its exit status."""
    sys.stdout.flush()
    return subprocess.run([*command(name), *arguments], cwd=ROOT, check=False).returncode


def shown(path: Path) -> str:
    """The path as one types it from the root of the repository."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def heading(title: Text) -> None:
    """A line that is found again while scrolling back."""
    line = "═" * 100
    print(f"\n{line}\n{title.said(LANGUAGE)}\n{line}")


def say(text: Text | str) -> None:
    """One line in the reader's language."""
    print(text if isinstance(text, str) else text.said(LANGUAGE))


if __name__ == "__main__":
    sys.exit(main())
