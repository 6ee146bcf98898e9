"""Django settings. `mingzhang serve` sets the environment; nothing here reads another file.

`MINGZHANG_DATA`: the data directory (database, evidence, secret key); without it the database lives in
memory and the key for one run, as tests want it. `MINGZHANG_DEMO`: 1 = demonstration. `MINGZHANG_HOSTS`:
further host names, separated by commas. `MINGZHANG_DATABASE`: the address of a PostgreSQL database
instead of SQLite in the data directory. `MINGZHANG_HTTPS`: 1 = behind TLS, cookies are sent over it alone.
`MINGZHANG_PROXIES`: how many reverse proxies stand in front and name the client. `MINGZHANG_LOG`: `json` or
`desk` (see `operation.log_settings`).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mingzhang_web.database import database_of
from mingzhang_web.operation.log_settings import LOGGING as LOGGING

HERE = Path(__file__).parent
_DATA = os.environ.get("MINGZHANG_DATA")
DATA = Path(_DATA) if _DATA else None
DEMO = os.environ.get("MINGZHANG_DEMO") == "1"
HTTPS = os.environ.get("MINGZHANG_HTTPS") == "1"

SECRET_KEY = (
    (DATA / "secret_key").read_text(encoding="ascii")
    if DATA is not None and (DATA / "secret_key").is_file()
    else secrets.token_urlsafe(50)
)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
ALLOWED_HOSTS += [host for host in os.environ.get("MINGZHANG_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "mingzhang_web.look",
    "mingzhang_web.organisations",
    "mingzhang_web.trail",
    "mingzhang_web.year",
    "mingzhang_web.compiled",
    "mingzhang_web.assessment",
    "mingzhang_web.review",
    "mingzhang_web.monitoring",
    "mingzhang_web.registers",
    "mingzhang_web.jobs",
    "mingzhang_web.filecheck",
    "mingzhang_web.operation",
    "mingzhang_web.portal",
]
MIDDLEWARE = [
    "mingzhang_web.operation.logs.logged",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingzhang_web.protection.protected",
    "mingzhang_web.portal.caching.cached",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mingzhang_web.protection.storable",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mingzhang_web.language.spoken",
    "allauth.account.middleware.AccountMiddleware",
    "mingzhang_web.organisations.sessions.ending",
    "mingzhang_web.organisations.second_factor.demanded",
    "mingzhang_web.year.once.done_once",
]
ROOT_URLCONF = "mingzhang_web.urls"
WSGI_APPLICATION = "mingzhang_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "mingzhang_web.language.words",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        },
    }
]
DATABASES = {"default": database_of(os.environ.get("MINGZHANG_DATABASE", ""), DATA)}
CACHES = {
    # Failed attempts to sign in, counted for all server processes together.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "mingzhang_cache"},
    # Pages of the portal. Each server process has its own; what is in it may be lost at any time.
    "portal": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "portal",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
LATELY = 1.0 if DATA is not None else 0.0
"""Seconds: how old may be what every request would ask again (`kept.Lately`). Within it a publication is on
every page of the portal. A test wants it at once."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "first_name")},
    },
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Accounts are made by the administrator: nobody signs up, no mail is sent, nothing is asked of other sites.
ACCOUNT_ADAPTER = "mingzhang_web.organisations.signing_in.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A whole office may stand behind one address; what keeps guessing out is the limit per account.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "200/15m/ip,10/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MINGZHANG_PROXIES") or 0)
# The proxy alone knows whether the client came by TLS; whole addresses (feeds, the API) follow it. Without a
# proxy the header is taken off before anything reads it (`serving.answering`).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
MFA_ADAPTER = "mingzhang_web.organisations.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "明账"
MFA_TOTP_TOLERANCE = 1

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE = 2 * 60 * 60
"""Seconds. A session ends with the browser, after `SESSION_IDLE` without a request, and twelve hours after
signing in whatever is done."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mingzhang_web.refusals.outdated"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A grid of fifty rows is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
EVIDENCE_LIMIT = 50 * 1024 * 1024
IMPORT_LIMIT = 200 * 1024 * 1024
# Files dropped to be checked: bytes of one, how many at a time, days that they are kept.
FILE_LIMIT = int(os.environ.get("MINGZHANG_FILE_LIMIT_MB") or 200) * 1024 * 1024
FILES_AT_ONCE = DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILES_KEPT_DAYS = int(os.environ.get("MINGZHANG_FILES_KEPT_DAYS") or 90)
# Long work: in a process beside the server, or in the call itself where there is none (tests, commands).
JOBS = os.environ.get("MINGZHANG_JOBS") or ("at_once" if DATA is None else "worker")

ROWS_AT_ONCE = int(os.environ.get("MINGZHANG_ROWS_AT_ONCE") or 5000)
"""Records that are compiled while the page waits; more are compiled in the background."""
BYTES_AT_ONCE = int(os.environ.get("MINGZHANG_BYTES_AT_ONCE") or 500_000)
"""Bytes of an import that are looked through while the page waits."""

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
