"""Template tags: bilingual words and figures."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from mingzhang.app.workbench import Language, Text, column_titles
from mingzhang_web.look import rows

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], zh: str, en: str) -> str:
    """`{% say "保存" "Save" %}` in the page's language."""
    return en if context.get("language") == "en" else zh


@register.simple_tag
def once() -> str:
    """`{% once %}` in a form: the token by which the form, sent twice, is done once (`year.once`)."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(18))


@register.filter
def said(text: Text | None, language: Language) -> str:
    """A bilingual text in a language."""
    return "" if text is None else text.said(language)


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """The entry of a dictionary, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def grouped(value: str | None) -> str:
    """A decimal string with thousands separators, digit for digit."""
    if not value:
        return ""
    sign = "-" if value.startswith("-") else ""
    whole, point, rest = value.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{point}{rest}" if whole.isdecimal() else value


@register.simple_tag(takes_context=True)
def with_language(context: dict[str, Any]) -> str:
    """The page's query with the other language: `?{% with_language %}`."""
    query = context["request"].GET.copy()
    query["language"] = "zh" if context.get("language") == "en" else "en"
    return str(query.urlencode())


@register.simple_tag(takes_context=True)
def form_rows(context: dict[str, Any], form: Any) -> SafeString:
    """The rows of a printed form: at the workbench each figure leads to where it comes from, on the portal
    (where there is a `publication`) to its page."""
    unit_year, publication = context.get("unit_year"), context.get("publication")
    links = None
    if unit_year:
        links = rows.Addresses("cell", unit_year.pk)
    elif publication:
        links = rows.Addresses("published_cell", publication.pk)
    return rows.form_rows(form.body, context.get("marked") or {}, links, panel=bool(unit_year))


@register.filter
def place(figure: Any, language: Language) -> str:
    """The statement and column of a figure in words: 支出决算表 · 项目支出."""
    key = "/".join(part for part in (figure.statement, figure.side, figure.column) if part)
    return column_titles(figure.publication.fiscal_year, language).get(key, key)


@register.filter
def moment(at: datetime.datetime) -> SafeString:
    """A moment to the minute, in the installation's time zone."""
    local = timezone.localtime(at)
    return mark_safe(f'<time datetime="{local.isoformat()}">{local:%Y-%m-%d %H:%M}</time>')


@register.filter
def words(text: str) -> list[str]:
    """The words of a text: a short list for a loop."""
    return text.split()


@register.filter
def first_of(mapping: dict[str, Any], keys: list[str]) -> Any:
    """The gravest entry that the keys name: one with findings before one without; or nothing."""
    found = [mapping[key] for key in keys if key in mapping]
    return next((item for item in found if getattr(item, "findings", None)), found[0] if found else None)


@register.filter
def unlocalized(number: float) -> str:
    """A number as SVG takes it, whatever the language of the page."""
    return f"{number:.1f}"
