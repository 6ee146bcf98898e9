"""The form of the records changes nothing: CSV, Parquet with amounts in 分, Chinese headings and values."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from package_forms import write_chinese, write_parquet
from source_packages import random_package
from test_compile import SEEDS, cells_of, compiled, figures_of

from mingzhang.app.compile import compile_package
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard


def _compiled(directory: Path) -> Disclosure:
    output = directory.parent / "out.json"
    with redirect_stderr(io.StringIO()) as errors:
        assert compile_package(directory, output) == 0, errors.getvalue()
    return decode_disclosure(output.read_bytes(), "out.json")


@settings(max_examples=4)
@given(SEEDS)
def test_every_form_gives_the_same_disclosure(standard: Standard, seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain, _ = compiled(records, folder / "plain")
        for other in (
            _compiled(write_parquet(records, folder / "parquet" / "package")),
            _compiled(write_chinese(records, folder / "chinese" / "package", standard)),
        ):
            assert cells_of(other) == cells_of(plain)
            assert figures_of(other) == figures_of(plain)
            assert [(form.total_score, form.grade) for form in other.evaluations] == [
                (form.total_score, form.grade) for form in plain.evaluations
            ]
            assert [[p.text for p in section.paragraphs] for section in other.explanation] == [
                [p.text for p in section.paragraphs] for section in plain.explanation
            ]


@settings(max_examples=4)
@given(SEEDS)
def test_the_department_and_each_of_its_units_in_one_run(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        directory = records.write(folder / "package")
        with redirect_stderr(io.StringIO()) as errors:
            status = compile_package(directory, folder / "out.json", each=folder / "each")
        assert status == 0, errors.getvalue()
        members = [row["code"] for row in records.tables["units"] if row["kind"] != "adjustment"]
        assert sorted(path.stem for path in (folder / "each").iterdir()) == members
        for code in members:
            with redirect_stderr(io.StringIO()):
                assert compile_package(directory, folder / "one.json", unit=code) == 0
            assert (folder / "one.json").read_bytes() == (folder / "each" / f"{code}.json").read_bytes()
