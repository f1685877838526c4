"""The page as it leaves the server: only this host, no inline script that is not known.

gradio serves a page with English metadata, addresses of its own sites and inline scripts. This
middleware rewrites that page and puts security headers on every response. The Content-Security-
Policy allows this host alone; gradio's inline scripts are allowed by their hashes, so a script
that got into the page some other way does not run. Inline styles stay allowed, since gradio's
components set them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SCRIPT: Final = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FOREIGN_META: Final = re.compile(
    rb"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*?/?>", re.DOTALL
)
_LANGUAGE: Final = re.compile(rb'<html\s+lang="en"')
_BODY: Final = re.compile(rb"<body[^>]*>")
_FOREIGN_URL: Final = re.compile(rb'https?://(?!127\.0\.0\.1|localhost|\[::1\])[^"\'\s<>\\]+')
_LOADING: Final = {
    "nl": "Kamervragen wordt geladen. Blijft dit staan, zet dan JavaScript aan.",
    "en": "Kamervragen is loading. If this stays, please switch JavaScript on.",
}
_ASSETS: Final = (
    b'<link rel="stylesheet" href="/kamervragen/style.css">'
    b'<script src="/kamervragen/page.js" defer></script>'
    b'<link rel="icon" href="/kamervragen/icon.svg" type="image/svg+xml"></head>'
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(html: bytes = b"") -> str:
    """The Content-Security-Policy for a page with the inline scripts of `html`."""
    hashes = "".join(
        f" 'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _SCRIPT.findall(html)
    )
    return (
        f"default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def rewritten(html: bytes, *, language: str, host: str) -> bytes:
    """The served page in `language`, with our assets and without the addresses of other hosts."""
    html = _FOREIGN_META.sub(b"", html)
    html = _LANGUAGE.sub(b'<html lang="' + language.encode() + b'"', html)
    own = host.encode()
    html = _FOREIGN_URL.sub(lambda m: m[0] if _host(m[0]) == own else b"", html)
    loading = b'<p id="kv-loading" role="status">' + _LOADING[language].encode() + b"</p>"
    html = html.replace(b"</head>", _ASSETS, 1)
    return _BODY.sub(lambda m: m[0] + loading, html, count=1)


def _host(url: bytes) -> bytes:
    return url.split(b"//", 1)[1].split(b"/", 1)[0]


class Guard:
    """ASGI middleware: security headers everywhere, rewritten pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Response(scope, send))


class _Response:
    """Passes a response on; holds a page back until it is whole, to rewrite it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._english = scope["path"].startswith("/en")
        self._host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
            headers["Content-Security-Policy"] = policy()
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._page(self._start)
            return
        await self._send(message)

    async def _page(self, start: Message) -> None:
        html = rewritten(self._body, language="en" if self._english else "nl", host=self._host)
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = policy(html)
        headers["Content-Length"] = str(len(html))
        headers["Cache-Control"] = "no-store"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": html})
