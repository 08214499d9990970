"""``clausecheck serve``: the HTTP API and the upload page."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from contextlib import suppress
from typing import Annotated

import typer

from service.commands.common import LibraryOption, errors_of, settings_for, stderr
from service.errors import SettingsError


def serve(
    host: Annotated[str | None, typer.Option(help="Where to listen. Default: this machine only.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port to listen on. Default: 8400.")] = None,
    library: LibraryOption = None,
) -> None:
    """Serve the API and the upload page.

    POST a file to /v1/reviews and get the review as JSON; open the address in a browser to drop a contract and read
    its report. /docs and /openapi.json describe the API.

    Whoever reaches the address may read and send contracts, so it listens on this machine only unless --host says
    otherwise; put a proxy that asks for a login before it then.

    Try:

      clausecheck serve

      curl -F file=@redline.docx http://127.0.0.1:8400/v1/reviews
    """
    import uvicorn

    from service.api import create_app
    from service.database import open_database
    from service.decisions.storage import CorrectionStorage
    from service.storage import Storage
    from service.wiring import Reviewer

    with errors_of():
        settings = settings_for(library, host=host, port=port)
        listening = listen(settings.host, settings.port)
        with listening, Reviewer(settings, readers=os.cpu_count() or 1) as reviewer:
            engine = open_database(settings.postgres_url, settings.data_dir)
            reviewer.warm_up()
            app = create_app(
                reviewer,
                Storage(engine),
                max_file_bytes=settings.limits.file_bytes,
                corrections=CorrectionStorage(engine),
                library=reviewer.library,
            )
            if not _is_loopback(settings.host):
                stderr().print(f"Anyone who reaches {settings.host}:{settings.port} may read and send contracts.")
            stderr().print(f"clausecheck is at {_url(settings.host, listening)} (Ctrl-C ends it)")
            config = uvicorn.Config(app, log_level="warning", server_header=False)
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address, so that nobody is sent to one that is another program's.

    :raises SettingsError: when the address is in use, is not this machine's or may not be used.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(f"cannot listen on {host}: {error.strerror}; choose another --host.") from None
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except OSError as error:
        bound.close()
        raise SettingsError(_cannot_bind(host, port, error)) from None
    return bound


def _cannot_bind(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use by another program; end it, or choose another port with --port."
    if error.errno == errno.EACCES:
        return f"port {port} may not be used without more rights; choose one above 1023 with --port."
    return f"cannot listen on {host}, port {port}: {error.strerror}; choose another --host or --port."


def _url(host: str, listening: socket.socket) -> str:
    """The address to open; the port is the one that port 0 has become."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
