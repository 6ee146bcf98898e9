"""Options that several subcommands of `mingzhang corpus` have."""

from __future__ import annotations

from pathlib import Path

from mingzhang.cli.command import Parser, Said


def add_lake(parser: Parser, said: Said) -> None:
    """`--lake DIR`, the folder of the lake."""
    parser.add_argument(
        "--lake", type=Path, required=True, metavar="DIR", help=said("数据湖所在文件夹", "the lake's folder")
    )


def add_engine(parser: Parser, said: Said) -> None:
    """`--engine`: this machine, or a Spark cluster."""
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help=said("在本机还是 Spark 上运行（默认 local）", "on this machine or on Spark (default: local)"),
    )
