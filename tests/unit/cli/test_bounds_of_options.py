"""Numbers on the command line that make no sense: one line with the bounds, nothing read."""

from __future__ import annotations

import pytest

from mingzhang.cli.main import main


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("read x.pdf --page-seconds -1", "from 0.01 to 86400"),
        ("check x.pdf --page-seconds nan", "from 0.01 to 86400"),
        ("check x.pdf --page-seconds inf", "from 0.01 to 86400"),
        ("read x.pdf --max-size 0", "a whole number from 1 to 1000000"),
        ("read x.pdf --max-size 1.5", "a whole number from 1 to 1000000"),
        ("read x.pdf --year 99999999999", "from 1949 to 2200"),
        ("import-xlsx x.xlsx y --max-size -1", "from 1 to 1000000"),
        ("corpus ingest x --lake y --commit-every 0", "--commit-every"),
        ("serve --port 99999", "a port is a number from 0 to 65535"),
    ],
)
def test_out_of_bounds(command: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", *command.split()]) == 2
    said = capsys.readouterr().err
    assert wanted in said
    assert said.count("\n") == 1
