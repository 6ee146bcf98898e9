"""The server of one process: threads that answer what comes to a socket, until the process is interrupted."""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import sys

ALONE, BESIDE = 8, 4
"""Threads of a process that answers alone, and of one beside others. More of them wait for one another's turn
at the interpreter, not for the database (200 people, two processes, a machine that others used as well: the
99th percentile was 2.0 s with eight, 0.3 to 0.8 s with four)."""
CONNECTIONS = 800 if hasattr(select, "poll") else 400
"""Open connections of a process. A browser holds several although it asks for nothing, and at the limit
nobody new is answered. `select`, all that Windows has, takes 512 handles; few systems allow a process more
than 1,024."""
IDLE = 120
"""Seconds after which a connection that asks for nothing is closed: longer than a proxy keeps one (nginx:
60 s), or it would send a request into one that is just being closed."""


def answer(listener: socket.socket, threads: int = ALONE) -> None:
    """Answers until SIGINT or SIGTERM; what is being answered then is answered to its end."""
    from django.conf import settings
    from waitress.server import create_server

    from mingzhang_web.wsgi import application

    # A container's or service's stop is a clean stop as well.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Threads that wait for the database get their turn soon, though another makes a page meanwhile.
    sys.setswitchinterval(0.001)
    server = create_server(
        application,
        sockets=[listener],
        threads=threads,
        ident="mingzhang",
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        asyncore_use_poll=hasattr(select, "poll"),
        # Who the client is, a proxy says only where there is one.
        clear_untrusted_proxy_headers=not settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
