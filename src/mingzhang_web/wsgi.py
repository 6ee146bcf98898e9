"""The WSGI application, for `mingzhang serve` and any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzhang_web.settings")
application = get_wsgi_application()
