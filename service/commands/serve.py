"""``clausecheck serve``: the HTTP API and the upload page."""

from __future__ import annotations

import ipaddress
import os
from typing import Annotated

import typer

from service.commands.common import LibraryOption, errors_of, settings_for, stderr


def serve(
    host: Annotated[str | None, typer.Option(help="Where to listen. Default: this machine only.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port to listen on. Default: 8400.")] = None,
    library: LibraryOption = None,
) -> None:
    """Serve the API and the upload page.

    POST a file to /v1/reviews and get the review as JSON; open the address in a browser to drop a contract and read
    its report. /openapi.json describes the API.

    Whoever reaches the address may read and send contracts, so it listens on this machine only unless --host says
    otherwise; put a proxy that asks for a login before it then.

    Try:

      clausecheck serve

      curl -F file=@redline.docx http://127.0.0.1:8400/v1/reviews
    """
    import uvicorn

    from service.api import create_app
    from service.database import open_database
    from service.storage import Storage
    from service.wiring import Reviewer

    with errors_of():
        settings = settings_for(library, host=host, port=port)
        with Reviewer(settings, readers=os.cpu_count() or 1) as reviewer:
            storage = Storage(open_database(settings.postgres_url, settings.data_dir))
            reviewer.warm_up()
            app = create_app(reviewer, storage, max_file_bytes=settings.limits.file_bytes)
            if not _is_loopback(settings.host):
                stderr().print(f"Anyone who reaches {settings.host}:{settings.port} may read and send contracts.")
            stderr().print(f"clausecheck is at http://{settings.host}:{settings.port} (Ctrl-C ends it)")
            uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", server_header=False)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
