"""The head of a form: project, department, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.facts.model import Department, Evaluation
from mingzhang.recognise.evaluations.lines import Item, Line
from mingzhang.recognise.evaluations.words import Words

_LABEL_IN_CELL = re.compile(r"^([^:：]{2,20})[:：]\s*(\S.*)$")


def is_head_row(line: Line, words: Words) -> bool:
    """Whether a row holds labels of the head."""
    return any(_label(item.text, words) for item in line.items[:2])


def read_head_row(line: Line, evaluation: Evaluation, words: Words) -> list[str]:
    """Puts what the row says into the evaluation; gives back the texts it could not place."""
    pairs: list[tuple[str | None, list[str]]] = [(None, [])]
    for item in line.items:
        label, value = _split(item.text, words)
        if label is not None:
            pairs.append((label, [value] if value else []))
        else:
            pairs[-1][1].append(item.text)
    if _names_department(line.items, words):
        pairs = _department_row(pairs, words)
    unplaced = []
    for label, values in pairs:
        if label is None:
            unplaced.extend(values)
        elif values:
            _put(label, " ".join(values), evaluation, line, words)
    return unplaced


def _label(text: str, words: Words) -> str | None:
    """The head label that a cell is, or carries before a colon."""
    return _split(text, words)[0]


def _split(text: str, words: Words) -> tuple[str | None, str]:
    least = words.labels.matching.strict
    role = words.role(text, "head", least)
    if role is not None:
        return role, ""
    found = _LABEL_IN_CELL.match(text)
    if found:
        role = words.role(found.group(1), "head", least)
        if role is not None:
            return role, found.group(2)
    return None, ""


def _names_department(items: Sequence[Item], words: Words) -> bool:
    return bool(items) and _label(items[0].text, words) == "department"


def _department_row(
    pairs: list[tuple[str | None, list[str]]], words: Words
) -> list[tuple[str | None, list[str]]]:
    """Department and unit stand in one row: where the unit's label is lost or damaged its place decides."""
    labels = [label for label, _ in pairs]
    if "unit" in labels:
        return pairs
    answer: list[tuple[str | None, list[str]]] = []
    for label, values in pairs:
        if label == "department" and len(values) >= 2:
            middle = values[1:-1]
            doubtful = all(not words.code_and_name.match(value) for value in middle)
            if len(values) == 2 or doubtful:
                answer += [("department", values[:1]), ("unit", values[-1:])]
                continue
        answer.append((label, values))
    return answer


def _put(label: str, value: str, evaluation: Evaluation, line: Line, words: Words) -> None:
    """One value into its field."""
    code, name = _code_and_name(value, words)
    if label == "project":
        evaluation.project = name if code else value
        evaluation.project_code = code or evaluation.project_code
    elif label == "project_code":
        evaluation.project_code = value
    elif label == "department":
        evaluation.department = Department(name=name, code=code)
    elif label == "unit":
        evaluation.unit = Department(name=name, code=code)
    else:
        return
    evaluation.sources[label] = line.source


def _code_and_name(value: str, words: Words) -> tuple[str | None, str]:
    """`020-某局` → its code and name; a value without a code is a name."""
    found = words.code_and_name.match(value.strip())
    return (found.group(1), found.group(2).strip()) if found else (None, value.strip())
