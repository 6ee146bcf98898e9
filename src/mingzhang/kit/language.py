"""Texts in two languages, Chinese first."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def said(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Both languages with `{name}` places filled."""
        return Text(self.zh.format(**values), self.en.format(**values))


def language_of_environment() -> Language:
    """Chinese, unless LC_ALL or LANG names another language (unset, C and POSIX are Chinese)."""
    value = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    code = value.split(".")[0].split("_")[0].lower()
    return "zh" if code in ("", "c", "posix", "zh") else "en"
