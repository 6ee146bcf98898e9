"""Second factors: their secrets are encrypted at rest, and what becomes of one is recorded with it.

The key is derived from the secret key of the installation, which no back-up holds: whoever gets a back-up or
the database alone cannot make codes. A copy with another key cannot read them either; there the
administrator takes the factor off, and it is set up anew.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from mingzhang_web.trail.record import record

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

MARK = "fernet:"
"""Before what is encrypted; what older versions stored has no mark, and is read as it is."""
log = logging.getLogger("mingzhang_web")
View = Callable[..., HttpResponse]


@lru_cache(maxsize=1)
def _cipher(key: str) -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"mingzhang second factor")
    return Fernet(base64.urlsafe_b64encode(derive.derive(key.encode())))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts what the database keeps of a second factor."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return MARK + _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; of another installation's an accidental one, with which no code is right."""
        from cryptography.fernet import InvalidToken

        if not encrypted_text.startswith(MARK):
            return encrypted_text
        try:
            token = encrypted_text.removeprefix(MARK).encode()
            return _cipher(settings.SECRET_KEY).decrypt(token).decode()
        except InvalidToken:
            log.error("a second factor was encrypted with another secret key")
            return base64.b32encode(hashlib.sha256(secrets.token_bytes(32)).digest()[:20]).decode()


def recorded(view: View) -> View:
    """A view that may add or take off the own second factor, in one transaction with its entries."""

    @wraps(view)
    def inner(request: HttpRequest, **values: object) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, **values)
        with transaction.atomic():
            before = _kinds(request)
            response = view(request, **values)
            after = _kinds(request)
            for verb, kinds in (("factor_added", after - before), ("factor_removed", before - after)):
                for kind in sorted(kinds):
                    record(
                        request.user, f"account.{verb}", request.user, request.user.username, {"factor": kind}
                    )
        return response

    return inner


def _kinds(request: HttpRequest) -> set[str]:
    from allauth.mfa.models import Authenticator

    return set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
