"""A small server of one case for this machine alone (the extra ``joinedup[server]``).

It listens on the loopback address only, answers GET and HEAD only, and only under an address that
was made up when it started: other people of the same machine reach the same loopback. A page that
came from elsewhere cannot reach it under another name either (DNS rebinding).
"""

from __future__ import annotations

import socket
from hashlib import sha256
from pathlib import Path
from secrets import compare_digest
from threading import Lock

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from joinedup.case import load
from joinedup.outputs import page
from loaders import LoaderError
from viz.hosts import served_policy

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


class _Page:
    """The page of a case, built anew when a file of the case has changed."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.folder = case.parent if case.is_file() else case
        self._lock = Lock()
        self._of = ""
        self._page = ""

    def text(self) -> str:
        with self._lock:
            now = self._inputs()
            if now != self._of:
                self._page, self._of = page(load(self.case)), now
            return self._page

    def _inputs(self) -> str:
        """Return a hash over every file of the folder but what we write ourselves."""
        whole = sha256()
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder)
            if inside.parts[0] == "output" or path.name.startswith(("~$", ".")):
                continue
            if path.is_file():
                whole.update(f"{inside}\0".encode())
                whole.update(sha256(path.read_bytes()).digest())
        return whole.hexdigest()


def application(case: Path, key: str) -> Starlette:
    """Return the application that shows a case under ``/KEY/``.

    Parameters
    ----------
    case
        The case folder, or its ``case.toml``.
    key
        What stands in the address, so that only who was given the address finds the page.
    """
    built = _Page(case)

    def show(request: Request) -> Response:
        name = request.headers.get("host", "").rsplit(":", 1)[0]
        if name not in _NAMES:
            return _said("This server answers under its own address only.", 421)
        if not compare_digest(request.url.path.encode(), f"/{key}/".encode()):
            return _said("Nothing is here. Use the address that `joinedup serve` printed.", 404)
        try:
            text = built.text()
        except (LoaderError, OSError) as error:
            return _said(f"{error}\n\nCorrect it, and load this page again.", 500)
        headers = {**_HEADERS, "Content-Security-Policy": served_policy(text)}
        return Response(text, media_type="text/html", headers=headers)

    return Starlette(routes=[Route("/{path:path}", show, methods=["GET"])])


def _said(text: str, status: int) -> Response:
    headers = {**_HEADERS, "Content-Security-Policy": _NOTHING}
    return PlainTextResponse(f"{text}\n", status_code=status, headers=headers)


def listening(port: int = 0) -> socket.socket:
    """Return a socket that listens on the loopback address; port 0 is any that is free.

    Raises
    ------
    OSError
        When the port is not free.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((HOST, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def run(app: Starlette, on: socket.socket) -> None:
    """Answer until it is stopped."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none"
    )
    uvicorn.Server(config).run(sockets=[on])
