"""Which logs are written, and how: settings.LOGGING."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "mingzhang_web.operation.logs.PrivateFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "private"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would write addresses and messages as they are.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # What was refused or not found is in the line of its request.
        "django.request": {"level": "ERROR"},
        "mingzhang_web.requests": {"level": "INFO"},
    },
}
