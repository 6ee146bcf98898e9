"""Findings as one page: to be printed, or answered in the browser and saved. No script, no request."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mingzhang.writers.findings.letter import WIDTHS, Letter, LetterPart, LetterSource, letters

_STYLE = """
body { font-family: "Noto Serif CJK SC", "Noto Serif SC", FangSong, 仿宋, serif; color: #1a1a1a;
  background: #fff; margin: 0 auto; max-width: 75rem; padding: 1rem; line-height: 1.5; }
h1, h2, h3 { font-family: "Noto Sans CJK SC", "Noto Sans SC", SimHei, 黑体, sans-serif; line-height: 1.3; }
h1 { text-align: center; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .875rem; }
th, td { border: 1px solid #595959; padding: .3rem .4rem; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f2f2f2; text-align: center; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td p { margin: 0 0 .25rem; }
td.error { color: #9c0006; font-weight: bold; } td.warning { color: #7a4b00; } td.info { color: #1f4e79; }
.verdict { font-weight: bold; }
.signed { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; margin-top: 2rem; }
@media (max-width: 48rem) {
  table, tbody, tr, td { display: block; width: auto; } thead { display: none; }
  tr { border: 1px solid #595959; margin-bottom: 1rem; } td { border: 0; }
  td::before { content: attr(data-column) " "; font-weight: bold; }
  td.number { text-align: left; } td.answer { min-height: 4rem; border-top: 1px dashed #595959; }
}
@media print { @page { size: A4 landscape; margin: 15mm; } body { max-width: none; padding: 0; }
  tr { break-inside: avoid; } thead { display: table-header-group; } h3 { break-after: avoid; } }
"""


def letters_as_html(source: LetterSource) -> bytes:
    """The whole page in UTF-8."""
    found = letters(source)
    title = found[0].title if found else ""
    head = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if source.language == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    body = "\n".join(line for letter in found for line in _letter(letter))
    return (head + body + "\n</body>\n</html>\n").encode()


def _letter(letter: Letter) -> Iterator[str]:
    yield f"<section>\n<h1>{escape(letter.title)}</h1>"
    for text in (letter.file, *letter.about):
        yield f"<p>{escape(text)}</p>"
    yield f'<p class="verdict">{escape(letter.verdict)}</p>\n<p>{escape(letter.counted)}</p>'
    for part in letter.parts:
        yield from _part(part, letter.columns)
    if letter.not_run:
        yield f"<h3>{escape(letter.not_run_title)}</h3>\n<ul>"
        yield from (f"<li>{escape(text)}</li>" for text in letter.not_run)
        yield "</ul>"
    yield '<div class="signed">' + "".join(f"<p>{escape(text)}</p>" for text in letter.signed) + "</div>"
    yield "</section>"


def _part(part: LetterPart, columns: list[str]) -> Iterator[str]:
    yield f"<h3>{escape(part.title)}（{len(part.rows)}）</h3>\n<table>\n<colgroup>"
    yield "".join(f'<col style="width: {share:.0%}">' for share in WIDTHS) + "</colgroup>"
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in columns)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    kinds = ("number", "", "", "number", "number", "", "answer")
    for row in part.rows:
        cells = []
        for column, text, kind in zip(columns, row.cells(), kinds, strict=True):
            name = row.severity if column == columns[1] else kind
            lines = text.split("\n")
            inner = escape(text) if len(lines) == 1 else "".join(f"<p>{escape(line)}</p>" for line in lines)
            cells.append(f'<td class="{name}" data-column="{escape(column)}">{inner}</td>')
        yield f'<tr id="finding-{row.number}">{"".join(cells)}</tr>'
    yield "</tbody>\n</table>"
