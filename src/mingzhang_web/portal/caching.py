"""Pages of the portal, kept: they change only when something is published.

A page says the same to everyone, so it is kept by its address and language together with the number of the
newest publication. That number is asked of the database at most once a second and server process, so a
publication is on every page a second later. A browser that has the page already is told so (304).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from mingzhang_web.language import chosen_language
from mingzhang_web.portal.newest import newest_number

LARGEST = 256 * 1024
"""Bytes of an answer that is still kept."""
_KEPT_HEADERS = ("Content-Type", "Link", "Last-Modified")
_APART = ("/workbench/", "/static/", "/language/", "/health", "/publications/", "/api/")
"""Addresses that are not pages of the portal, or need another look (below)."""


def cached(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers what it has kept, keeps what may be kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not _is_page(request):
            return get_response(request)
        key = _key(request)
        held = caches["portal"].get(key)
        if held is None:
            response = get_response(request)
            if response.status_code != 200 or response.streaming or len(response.content) > LARGEST:
                return response
            headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
            digest = hashlib.sha256(response.content).hexdigest()[:32]
            held = (response.content, headers, f'"{digest}"')
            caches["portal"].set(key, held)
        else:
            response = HttpResponse(held[0], headers=held[1])
        if _has_already(request, held[2]):
            response = HttpResponseNotModified()
        response.headers["ETag"] = held[2]
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def _has_already(request: HttpRequest, tag: str) -> bool:
    """Whether the browser has the page. A proxy that compresses it makes the tag a weak one."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return any(one.removeprefix("W/") in (tag, "*") for one in known)


def _is_page(request: HttpRequest) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    path = request.path
    if path.startswith("/publications/"):
        return "/files/" not in path
    if path.startswith("/api/"):
        return True
    return not path.startswith(_APART)


def _key(request: HttpRequest) -> str:
    # The host is part of it: feeds and the API give whole addresses.
    said = "\n".join((
        str(newest_number()), chosen_language(request), request.method or "", request.scheme or "",
        request.headers.get("Host", ""), request.get_full_path(),
    ))  # fmt: skip
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
