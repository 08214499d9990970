"""What every request must pass before a route sees it: body size, origin, and headers that pages go out with."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem

MULTIPART_OVERHEAD_BYTES = 64 * 1024
"""What the form's other parts and boundaries may add to the file."""

FORM_FIELDS = ("file", "agreement_type", "today", "baseline")
"""What a review can be asked with; a misspelt one must not be passed over."""
OTHER_FORM_FIELDS = {
    "/v1/redlines": ("file", "author", "agreement_type", "today", "baseline"),
    "/v1/rounds": ("files", "agreement_type", "today"),
    "/v1/families": ("files", "today"),
}
"""What routes other than that of reviews can be asked with."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Contract text is never framed, sniffed, cached or named to another site."""


async def refuse_unknown(request: Request) -> None:
    """Refuse what no route would look at: every query parameter, and form fields of other names.

    :raises RequestValidationError: naming each of them.
    """
    unknown = [("query", name, "no query parameter is known here") for name in request.query_params]
    if request.method == "POST":
        form = await request.form()
        known = OTHER_FORM_FIELDS.get(request.url.path, FORM_FIELDS)
        said = f"unknown form field; known are {', '.join(known)}"
        unknown += [("body", name, said) for name in form if name not in known]
    if unknown:
        raise RequestValidationError([{"loc": (place, name), "msg": said} for place, name, said in unknown])


class BodyTooLargeError(Exception):
    """The body grew over the limit while it was read; never leaves ``BodyLimit``."""


class BodyLimit:
    """Refuses a body over the limit: by its announced length, and by counting when it announces less or nothing."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        """Guard ``app``; ``limit_bytes`` is that of one file."""
        self._app = app
        self._limit = limit_bytes + MULTIPART_OVERHEAD_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > self._limit:
            return await self._refuse(scope, receive, send)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                raise BodyTooLargeError
            return message

        async def watched(message: Message) -> None:
            if seen <= self._limit:  # what the app makes of a body cut short is not the answer
                await send(message)

        with suppress(BodyTooLargeError):
            await self._app(scope, counted, watched)
        if seen > self._limit:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        mebibytes = (self._limit - MULTIPART_OVERHEAD_BYTES) // (1024 * 1024)
        most = f"A file, or two of one request together, may have {mebibytes} MiB."
        detail = f"{most} Split it, or raise CLAUSECHECK_MAX_FILE_MIB."
        refusal = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The document is over a limit", detail, "limit_reached")
        await refusal(scope, receive, send)


class SameOrigin:
    """Refuses changes that a page of another site sends from the user's browser, and marks every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Guard ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with safe headers, or answer 403."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
        if foreign and scope["method"] not in SAFE_METHODS:
            detail = "Documents are taken from this service's own page and from programs, not from other sites."
            refusal = problem(HTTPStatus.FORBIDDEN, "Cross-site request", detail, "cross_site_request")
            return await refusal(scope, receive, marked)
        await self._app(scope, receive, marked)
