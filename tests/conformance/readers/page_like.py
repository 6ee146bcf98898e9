"""Web pages as offices put them up: plain HTML, a content system in GBK with layout tables, saved by Word."""

from __future__ import annotations

import base64
import html
import quopri
from collections.abc import Sequence

from mingzhang.document.model import Block, Paragraph

MENU = "".join(f'<li><a href="#">{name}</a></li>' for name in ("首页", "政务公开", "办事服务", "互动交流"))


def plain_page(blocks: Sequence[Block]) -> bytes:
    """HTML5 in UTF-8 with heads, bodies and headings."""
    body = "\n".join(_plain(block) for block in blocks)
    head = '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>公开</title></head>'
    return f"{head}<body>{body}</body></html>".encode()


def content_system_page(blocks: Sequence[Block]) -> bytes:
    """A county government's page: GBK, layout tables around everything, menus, hidden remains, spans."""
    body = "\n".join(_styled(block) for block in blocks)
    page = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd"><html><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />'
        "<style>.a{color:red}</style><script>var table='<table><tr><td>1</td></tr></table>';</script>"
        "</head><body>"
        f'<table width="1000"><tr><td><ul class="nav">{MENU}</ul></td></tr><tr><td>'
        f'<table width="100%"><tr><td id="zoom"><form>{body}</form></td></tr></table></td></tr>'
        '<tr><td><div style="display: none">旧版本</div><p>主办单位：某县人民政府办公室</p></td></tr></table>'
        "</body></html>"
    )
    return page.encode("gb18030")


def word_page(blocks: Sequence[Block]) -> bytes:
    """What Word saves as a web page: its own classes, conditional comments, blank runs."""
    body = "\n".join(_word(block) for block in blocks)
    return (
        '\ufeff<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        "<!--[if gte mso 9]><xml><o:Author>x</o:Author></xml><![endif]--></head>"
        f'<body lang="ZH-CN"><div class="WordSection1">{body}</div></body></html>'
    ).encode()


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>").replace("\t", " &nbsp; ")


def _plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        tag = f"h{block.level}" if block.level else "p"
        return "".join(f"<{tag}>{_lines(piece)}</{tag}>" for piece in block.text.split("\t"))
    head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
    rows = [_row(row.cells, "th") for row in head], [_row(row.cells, "td") for row in body]
    return f"<table><thead>{''.join(rows[0])}</thead><tbody>{''.join(rows[1])}</tbody></table>"


def _row(cells: Sequence, tag: str, before: str = "", after: str = "") -> str:  # type: ignore[type-arg]
    shown = "".join(
        f'<{tag} rowspan="{cell.row_span}" colspan={cell.col_span}>{before}{_lines(cell.text)}{after}</{tag}>'
        for cell in cells
    )
    return f"<tr>{shown}</tr>"


def _styled(block: Block) -> str:
    if isinstance(block, Paragraph):
        half = len(block.text) // 2
        first, rest = _lines(block.text[:half]), _lines(block.text[half:])
        return (
            f'<p style="text-indent:2em">\n<span style="font-size:16pt">{first}</span>'
            f"<span><font>{rest}</font></span>\n</p>"
        )
    rows = "".join(_row(row.cells, "td", "<p><span>", "</span></p>") for row in block.rows)
    return f'<div align="center"><table border="1" cellspacing="0">{rows}</table></div><p>&nbsp;</p>'


def _word(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p class=MsoNormal><b><span lang=EN-US>{_lines(block.text)}<o:p></o:p></span></b></p>"
    rows = "".join(
        _row(row.cells, "td", "<p class=MsoNormal align=center><span>", "<o:p>&nbsp;</o:p></span></p>")
        for row in block.rows
    )
    return f"<table class=MsoTableGrid>{rows}</table>"


def web_archive(page: bytes, encoding: str = "quoted-printable") -> bytes:
    """The page as browsers and office programs save it with all that belongs to it (.mht, .mhtml)."""
    body = base64.encodebytes(page) if encoding == "base64" else quopri.encodestring(page)
    lines = [
        b"From: <saved by a browser>",
        b"Subject: =?utf-8?B?5YWs5byA?=",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/related; type="text/html"; boundary="----=_part"',
        b"",
        b"------=_part",
        b"Content-Type: text/html",
        b"Content-Transfer-Encoding: " + encoding.encode(),
        b"Content-Location: http://www.example.gov.cn/page.html",
        b"",
        *body.splitlines(),
        b"------=_part",
        b"Content-Type: image/gif",
        b"Content-Transfer-Encoding: base64",
        b"Content-Location: http://www.example.gov.cn/dot.gif",
        b"",
        b"R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        b"------=_part--",
        b"",
    ]
    return b"\r\n".join(lines)
