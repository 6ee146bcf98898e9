"""One true disclosure in the layouts of many offices: heads, numbers of tables, blanks, notes, breaks.

The figures agree over all statements (`tests.golden.agreeing`), the prose follows from them: whatever `check`
calls an error there is an invention.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mingzhang.standard.load import Standard
from tests.golden.agreeing import agreeing
from tests.golden.invented import UNIT
from tests.golden.printed import Cells
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer
from tests.golden.province_prose import PROSE, prose, words_of

_SECTION = re.compile(
    r"<section><h3>(.*?)</h3>(?:<p class=right>公开\d\d表</p>)?<p>(.*?)</p>"
    r"<p class=right>金额单位：(.*?)</p>(<table>.*?</table>)(.*?)</section>",
    re.DOTALL,
)
_FIGURE = re.compile(r"<td ([^>]*)>(-?[\d,]+\.\d\d)</td>")
_LABEL = re.compile(r"(<td [^>]*>)([^<]*)(</td>)")
_TOTAL = re.compile(r"(<tr><td [^>]*>)合计(?=</td><td)")
_BROKEN = re.compile(r"<section>(.*?)<table>(.*?)</table>(.*?)</section>", re.DOTALL)
PROFILE = (
    f"<div class=prose><h2>第一部分 {UNIT}概况</h2><h3>一、主要职责</h3><p>1.负责全县水资源的调度。</p>"
    f"<h3>二、机构设置</h3><p>{UNIT}内设3个股室：办公室、工程股、水政股。</p></div>"
    "<h2>第二部分 2023年度部门决算表</h2>"
)
_TAIL = (
    "<h3>十二、国有资产占用情况说明</h3><p>截至2023年12月31日，共有车辆9辆，其中：应急保障用车5辆、"
    "其他用车4辆。单价100万元（含）以上设备（不含车辆）2台（套）。</p><h3>十三、预算绩效情况说明</h3>"
    "<p>本部门组织对2023年度项目支出开展了绩效自评，评价结果均为优。</p>"
)
PAGES = """
@page{size:A4 landscape;margin:20mm} body{font-family:'Noto Serif CJK SC';font-size:9pt}
section{page-break-before:always} h1,h2,h3{text-align:center;font-weight:normal} p{margin:3pt 0}
.right{text-align:right} .line{display:flex;justify-content:space-between}
table{border-collapse:collapse;width:100%} td{padding:2pt 4pt;border:0.5pt solid black;text-align:center}
td.f{text-align:right} .prose{page:prose} .prose p{text-indent:2em;font-size:12pt;line-height:1.6}
@page prose{size:A4 portrait;margin:30mm 26mm}
"""
_RUNNING = """@page{0}{{@top-right{{content:'云岭县水务局2023年度部门决算公开';font-size:9pt}}
@bottom-center{{content:'第 ' counter(page) ' 页 共 ' counter(pages) ' 页';font-size:9pt}}}}"""
RUNNING = _RUNNING.format("") + _RUNNING.format(" prose")
WATERMARK = (
    "body::before{content:'公开';position:fixed;font-size:90pt;color:#ddd;transform:rotate(-35deg);"
    "top:40%;left:30%}"
)


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Style:
    """How an office prints: the form, what stands over a table, figures, blanks, labels, the page's style."""

    form: str = "ministry"
    head: str = (
        "<h3>{title}</h3><p class=right>公开{n:02d}表</p>"
        "<div class=line><span>{unit_line}</span><span>金额单位：{money}</span></div>"
    )
    money: str = "万元"
    amount: Callable[[str], str] = _same
    blank: str | None = None
    total: str = "合计"
    label: Callable[[str], str] = _same
    rest: str = ""
    """What stands over the parts of a table that goes on after twelve rows; empty: it does not."""
    page: str = ""


_FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_MARKED = ("教育支出", "社会保障和就业支出", "公用经费合计")
STYLES: dict[str, Style] = {
    "numbered tables, unit and money in one line": Style(
        head="<h3>表{n} {title}</h3><div class=line><span>编制单位：{unit}</span><span>2023年度</span>"
        "<span>单位：{money}</span></div>",
        page=RUNNING + WATERMARK,
    ),
    "money in the title, dashes for nothing": Style(
        "guangdong", "<p class=right>（公开{n:02d}表）</p><h3>{title}（单位：{money}）</h3>", blank="—"
    ),
    "annexes, the unit in the title, 元": Style(
        "beijing",
        "<p>附件1-{n}</p><h3>{unit}2023年度{title}</h3><p class=right>金额单位：{money}</p>",
        money="元",
        blank="0.00",
    ),
    "（续）": Style("sichuan", rest="<h3>{title}（续）</h3><p class=right>单位：万元</p>"),
    "续上表": Style("zhejiang", rest="<p>续上表</p>"),
    "续表": Style("jiangsu", rest="<h3>续表</h3>"),
    "full-width figures": Style("guangdong", amount=lambda value: value.translate(_FULL), blank="－"),
    "slashes for nothing": Style(
        "jiangsu",
        "<h3>{n}.{title}</h3><p class=right>决算公开表{n}</p><p>单位：{unit} &emsp;&emsp;单位：{money}</p>",
        blank="/",
    ),
    "footnote marks": Style(
        head="<h3>附表{n}：{title}</h3><p>部门名称：{unit} &emsp;&emsp;&emsp; 单位：{money}</p>",
        label=lambda label: f"{label}①" if label in _MARKED else label,
    ),
    "totals without a name": Style("zhejiang", "<h3>（{n}）{title}</h3><p>单位：{money}</p>", total=""),
    "totals spaced out, items indented": Style(
        "beijing",
        "<h3>表{n}：{title}</h3><p class=right>金额单位：人民币万元</p><p>部门名称：{unit}</p>",
        total="总　计",
        label=lambda label: f"　　{label}" if label.startswith(("其他", "行政", "住房公")) else label,
    ),
    "upright narrow pages": Style(
        "until 2020",
        total="合　　计",
        page="@page{size:A4 portrait;margin:20mm} td{font-size:8pt}" + RUNNING,
    ),
}


def published(style: Style, standard: Standard) -> tuple[str, dict[str, Cells]]:
    """(the disclosure as an HTML page, the figures that it prints)."""
    figures = agreeing(Random(1))
    form = dataclasses.replace(FORMS[style.form], money=style.money)
    if style.blank is not None:
        form = dataclasses.replace(form, blank=style.blank)
    number = 0

    def section(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        title, unit_line, money, table, notes = found.groups()
        table = _FIGURE.sub(lambda cell: f"<td class=f {cell[1]}>{style.amount(cell[2])}</td>", table)
        table = _LABEL.sub(lambda cell: cell[1] + style.label(cell[2]) + cell[3], table)
        table = _TOTAL.sub(lambda cell: cell[1] + style.total, table)
        head = style.head.format(title=title, n=number, unit=UNIT, unit_line=unit_line, money=money)
        return f"<section>{head}{table}{notes}</section>"

    page = _SECTION.sub(section, Printer(form, standard, UNIT).page(figures, style=PAGES + style.page))
    if style.rest:
        page = _BROKEN.sub(lambda found: _in_parts(found, style.rest), page)
    text = prose(style.form if style.form in PROSE else "sichuan", UNIT, words_of(figures))
    if style.money != "万元":
        text = text.replace("万元", style.money)
    text = text.replace("<h2>第三部分", f"{_TAIL}<h2>第四部分").replace("第二部分", "第三部分")
    page = page.replace("<h2>第一部分 部门决算表</h2>", PROFILE)
    return page.replace("</body>", f"<div class=prose>{text}</div></body>"), figures


def _in_parts(found: re.Match[str], head: str) -> str:
    """A table of more than sixteen rows after twelve and twelve, its header repeated below `head`."""
    above, table, notes = found.groups()
    rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    title = re.search(r"<h3>(.*?)</h3>", above)
    if len(rows) < 16 or title is None:
        return found[0]
    parts = [rows[:12], *([*rows[:3], *part] for part in (rows[12:24], rows[24:]) if part)]
    shown = ""
    for at, part in enumerate(parts):
        over = head.format(title=title[1]) if at else above
        below = notes if at == len(parts) - 1 else ""
        shown += f"<section>{over}<table>{''.join(part)}</table>{below}</section>"
    return shown
