"""Template tags of the review: where a remark leads, the remark's form."""

from __future__ import annotations

from django import template

from mingzhang_web.review.models import Remark
from mingzhang_web.review.places import address_of

register = template.Library()


@register.simple_tag
def place_of(remark: Remark) -> str:
    """The address of what a remark is attached to."""
    return address_of(remark)
