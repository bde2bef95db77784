"""The server of a live page: on this machine only, under an address that nobody can guess.

In: pages. Out: HTTP on 127.0.0.1, with a stream of events that says when there is a new page.
Not known here: what the pages are about.

The page holds what its reader's notes say, and every page in every browser tab may send requests to
this machine. So a request is answered only when its path has the secret word, its `Host` is this
server's own (a name that somebody points at 127.0.0.1 is not), and it comes from the page itself.
"""

from __future__ import annotations

import hmac
import json
import secrets
import socketserver
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Final

from pnm.live.frame import frame

HOST: Final = "127.0.0.1"
MOST_STREAMS: Final = 16
_POLL_SECONDS: Final = 0.05
_REQUEST_SECONDS: Final = 10
_STILL_THERE_SECONDS: Final = 10.0
_CLOSE_SECONDS: Final = 2.0

_FOR_ALL: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FRAME_MAY: Final = (
    "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; img-src data:; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'"
)
_PAGE_MAY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        html: The page; it may run no script.
        note: One line about it.
        fault: What is wrong; then the page is the last good one.
    """

    html: str
    note: str = ""
    fault: str = ""


class LivePage:
    """Serves one page that changes, until it is closed.

    Attributes:
        address: What to open in a browser on this machine.
    """

    def __init__(self, title: str) -> None:
        """Begin to serve, with an empty page.

        Args:
            title: What is shown.

        Raises:
            OSError: No port of this machine can be opened.
        """
        self._state = _State(title)
        self._server = _Server(self._state)
        self.address = f"http://{HOST}:{self._server.server_port}/{self._state.word}/"
        self._thread = Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Show another page to all who have it open.

        Args:
            shown: The page.
        """
        self._state.show(shown)

    def close(self) -> None:
        """End; those who have it open are told."""
        self._state.end()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(_CLOSE_SECONDS)


class _State:
    """What is shown now, and who waits for what comes next."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.word = secrets.token_urlsafe(24)
        self.shown = Shown("<!DOCTYPE html><title>nothing yet</title>")
        self.page = 0
        self.version = 0
        self.ended = False
        self.streams = 0
        self._changed = Condition()

    def show(self, shown: Shown) -> None:
        with self._changed:
            self.page += shown.html != self.shown.html
            self.shown = shown
            self.version += 1
            self._changed.notify_all()

    def end(self) -> None:
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def wait(self, version: int) -> bool:
        """Wait for another version than one that is known; say whether there is one."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self.ended or self.version != version, _STILL_THERE_SECONDS
            )

    def told(self) -> tuple[int, str]:
        """Return the version, and what an event says of it."""
        with self._changed:
            said = {"page": self.page, "note": self.shown.note, "fault": self.shown.fault}
            return self.version, json.dumps(said)

    def enter(self) -> bool:
        """Count one who listens; say whether there is room."""
        with self._changed:
            self.streams += 1
            return self.streams <= MOST_STREAMS

    def leave(self) -> None:
        with self._changed:
            self.streams -= 1


class _Server(ThreadingHTTPServer):
    """Listens on a port of this machine that the system chooses."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, state: _State) -> None:
        self.state = state
        super().__init__((HOST, 0), _Handler)

    def server_bind(self) -> None:
        """Take the port; the machine's name is not asked for, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    timeout = _REQUEST_SECONDS
    server_version = "pnm"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Answer a request, if it comes from the page itself."""
        if not self._is_from_here():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", "no\n")
            return
        word, slash, rest = self.path.partition("?")[0].removeprefix("/").partition("/")
        state = self.server.state
        if not hmac.compare_digest((word + slash).encode(), f"{state.word}/".encode()):
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "nothing here\n")
        elif rest == "":
            nonce = secrets.token_urlsafe(12)
            self._send(
                HTTPStatus.OK, "text/html", frame(state.title, nonce), _FRAME_MAY.format(nonce)
            )
        elif rest == "page":
            self._send(HTTPStatus.OK, "text/html", state.shown.html, _PAGE_MAY)
        elif rest == "events":
            self._stream(state)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "nothing here\n")

    def _is_from_here(self) -> bool:
        """Tell whether a request is to this server by its own name, and not from another page."""
        port = self.server.server_port
        own = {f"{HOST}:{port}", f"localhost:{port}"}
        site = self.headers.get("Sec-Fetch-Site", "none")
        return self.headers.get("Host", "") in own and site in {"none", "same-origin"}

    def _send(self, status: HTTPStatus, kind: str, text: str, may: str = "") -> None:
        data = text.encode("utf-8", "replace")
        self._begin(status, kind, may or "default-src 'none'; frame-ancestors 'none'")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, may: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", may)
        for name, value in _FOR_ALL.items():
            self.send_header(name, value)

    def _stream(self, state: _State) -> None:
        """Say what is shown, now and with each change, until somebody ends."""
        try:
            if not state.enter():
                self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", "too many\n")
                return
            self._begin(HTTPStatus.OK, "text/event-stream", "default-src 'none'")
            self.end_headers()
            version, said = state.told()
            self._event("shown", said)
            while not state.ended:
                if not state.wait(version):
                    self.wfile.write(b": still there\n\n")
                elif not state.ended:
                    version, said = state.told()
                    self._event("shown", said)
            self._event("ended", "{}")
        finally:
            state.leave()

    def _event(self, name: str, said: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {said}\n\n".encode())
