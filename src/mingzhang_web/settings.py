"""Django settings. `mingzhang serve` sets the environment; nothing here reads another file.

`MINGZHANG_DATA`: the data directory (database, evidence, secret key); without it the database lives in
memory and the key for one run, as tests want it. `MINGZHANG_DEMO`: 1 = demonstration. `MINGZHANG_HOSTS`:
further host names, separated by commas. `MINGZHANG_HTTPS`: 1 = behind TLS, cookies are sent over it alone.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingzhang_web.protection.protected",
    "mingzhang_web.portal.caching.cached",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mingzhang_web.language.spoken",
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
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:" if DATA is None else DATA / "mingzhang.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            # What was confirmed is on the disk, and two writers wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Pages of the portal. Each server process has its own; what is in it may be lost at any time.
    "portal": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "portal",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
PORTAL_SECONDS = 1.0 if DATA is not None else 0.0
"""How old the portal may be: within it a publication is on every page. A test wants it at once."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
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

# Long work: in a process beside the server, or in the call itself where there is no server (tests, commands).
JOBS = os.environ.get("MINGZHANG_JOBS") or ("at_once" if DATA is None else "worker")

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
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
