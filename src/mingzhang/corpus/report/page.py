"""The report as one page that needs nothing beside it: no script, no network, charts drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from mingzhang.corpus.report.sheets import Cell, Sheet, as_said
from mingzhang.kit.language import Language, Text
from mingzhang.writers.charts.charts import drawn_as_svg

MOST_ROWS = 50
"""Rows of a table on the page; the CSV has all of them."""
_LONG = 24
"""Characters from which a cell gets room to wrap in."""

Figure = tuple[Text, str, bool]
"""A figure at the head of the page: its words, its value, whether it alarms."""

_NOTHING = Text("没有。", "None.")


def page(
    title: Text, about: Text, figures: Sequence[Figure], sheets: Sequence[Sheet], language: Language
) -> bytes:
    """The page as HTML. `about`: a line on what it is about and how it came to be."""
    style = files("mingzhang.corpus.report").joinpath("style.css").read_text(encoding="utf-8")
    said = escape(title.said(language))
    listed = "".join(
        f'<li><a href="#{sheet.id}">{escape(sheet.title.said(language))}</a></li>' for sheet in sheets
    )
    parts = [
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">",
        f"<title>{said}</title>\n<style>\n{style}</style>\n</head>\n<body>",
        f'<a class="skip" href="#main">{Text("跳到正文", "Skip to the text").said(language)}</a>',
        f"<header><h1>{said}</h1><p>{escape(about.said(language))}</p></header>",
        _figures(figures, language),
        f'<nav aria-label="{Text("目录", "Contents").said(language)}"><ul>{listed}</ul></nav>',
        '<main id="main">',
        *(_section(sheet, language) for sheet in sheets),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _figures(figures: Sequence[Figure], language: Language) -> str:
    items = (
        f"<li{' class=alarm' if alarm else ''}><b>{escape(value)}</b>{escape(words.said(language))}</li>"
        for words, value, alarm in figures
    )
    return f'<ul class="figures">{"".join(items)}</ul>'


def _section(sheet: Sheet, language: Language) -> str:
    title = escape(sheet.title.said(language))
    name = f"{sheet.id}-title"
    head = f'<section id="{sheet.id}" aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>'
    note = f'<p class="note">{escape(sheet.note.said(language))}</p>'
    if not sheet.rows:
        return f"{head}\n{note}\n<p>{escape(_NOTHING.said(language))}</p>\n</section>"
    return "\n".join(
        [head, note, _chart(sheet), _table(sheet, language), _more(sheet, language), "</section>"]
    )


def _chart(sheet: Sheet) -> str:
    if sheet.chart is None:
        return ""
    drawn = drawn_as_svg(sheet.chart)
    told = escape(sheet.chart.description)
    # A narrow page scrolls it, with the keys as well.
    picture = f'<div role="img" aria-label="{told}">{drawn}</div>'
    return f'<figure class="chart" tabindex="0" aria-label="{told}">{picture}</figure>'


def _table(sheet: Sheet, language: Language) -> str:
    heads = "".join(
        f'<th scope="col"{" class=number" if item.number else ""}>{escape(item.words.said(language))}</th>'
        for item in sheet.headers
    )
    rows = "\n".join(_row(sheet, row, language) for row in sheet.rows[:MOST_ROWS])
    title = escape(sheet.title.said(language))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(sheet: Sheet, row: Sequence[Cell], language: Language) -> str:
    cells = []
    for header, cell in zip(sheet.headers, row, strict=True):
        text = as_said(sheet, header, cell, language)
        kind = ' class="number"' if header.number else ' class="wide"' if len(text) > _LONG else ""
        cells.append(f"<td{kind}>{escape(text)}</td>")
    alarm = ' class="alarm"' if "inconsistent" in row else ""
    return f"<tr{alarm}>{''.join(cells)}</tr>"


def _more(sheet: Sheet, language: Language) -> str:
    count = len(sheet.rows)
    shown = min(count, MOST_ROWS)
    told = Text(f"共 {count:,} 行，此处 {shown} 行；", f"{count:,} rows, {shown} of them here; ")
    whole = Text("全部数据（CSV）", "all of them as CSV")
    return f'<p class="more">{told.said(language)}<a href="{sheet.id}.csv">{whole.said(language)}</a></p>'
