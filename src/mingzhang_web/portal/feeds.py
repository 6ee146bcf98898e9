"""Feeds (Atom): what was published and corrected, of everyone or of one unit."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mingzhang.app.workbench import Language, Text
from mingzhang_web.language import language_of
from mingzhang_web.portal import selection
from mingzhang_web.portal.models import Publication

LATEST = 50


class Publications(Feed):
    """Everything published, newest first."""

    feed_type = Atom1Feed
    _language: Language = "zh"

    def get_object(self, request: HttpRequest, unit: str | None = None) -> str | None:
        """The unit that the feed is of; Http404 where it has published nothing."""
        self._language = language_of(request)
        if unit is not None and not selection.of_unit(unit).exists():
            raise Http404
        return unit

    def title(self, unit: str | None) -> str:
        name = ""
        if unit is not None:
            newest = selection.of_unit(unit).order_by("-fiscal_year").first()
            name = newest.unit_name if newest else unit
        return name + Text("决算与绩效公开", " final accounts and performance").said(self._language)

    def link(self, unit: str | None) -> str:
        return reverse("units") if unit is None else reverse("unit", args=[unit])

    def items(self, unit: str | None) -> list[Publication]:
        found = Publication.objects.all() if unit is None else selection.of_unit(unit)
        return list(found.defer("disclosure", "changes").order_by("-pk")[:LATEST])

    def item_title(self, item: Publication) -> str:
        said = f"{item.unit_name} {item.fiscal_year}" + Text("年度决算", " final accounts").said(
            self._language
        )
        return said if item.version == 1 else said + Text("（更正）", " (corrected)").said(self._language)

    def item_description(self, item: Publication) -> str:
        if item.version == 1:
            return Text("首次公开", "published").said(self._language) + f" SHA-256 {item.sha256}"
        return (
            Text(f"第 {item.version} 版，更正了上一版", f"version {item.version}, corrects the one before")
        ).said(self._language) + f" SHA-256 {item.sha256}"

    def item_link(self, item: Publication) -> str:
        return reverse("disclosure", args=[item.pk])

    def item_guid(self, item: Publication) -> str:
        return f"urn:sha256:{item.sha256}:{item.pk}"

    def item_pubdate(self, item: Publication) -> datetime.datetime:
        return item.at

    def item_updateddate(self, item: Publication) -> datetime.datetime:
        return item.at

    def item_author_name(self, item: Any) -> str:
        return str(item.unit_name)
