"""Serves the web app: FastAPI around the Blocks, both languages, nothing logged."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse

from qa.errors import KamervragenError
from qa.retrieval import Retriever
from qa.ui.downloads import add_downloads
from qa.ui.feedback import add_feedback
from qa.ui.page import Guard

_FOLDER: Final = Path(__file__).parent
REPORT: Final = _FOLDER.parents[1] / "eval" / "reports" / "figures.json"
"""The figures of the evaluation that the help page quotes."""
_LARGEST_UPLOAD: Final = "50mb"
_WAITING: Final = 5
"""Seconds that open requests get when the server stops."""


def create_server(
    retriever: Retriever, *, report: Path = REPORT, feedback: Path | None = None
) -> FastAPI:
    """The whole web app as an ASGI application: Dutch at `/`, English at `/en/`.

    `report` is a JSON report of the evaluation whose figures the help page quotes. `feedback` is
    the file that thumbs are kept in; without one there are none.
    """
    # gradio reads these when it is imported: no analytics, no look-up of newer versions.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gradio as gr

    from qa.ui.app import create_app, theme

    server = FastAPI(title="Kamervragen", openapi_url=None, docs_url=None, redoc_url=None)
    server.add_middleware(Guard)
    for name, kind in (
        ("style.css", "text/css"),
        ("page.js", "text/javascript"),
        ("icon.svg", "image/svg+xml"),
    ):
        _asset(server, name, kind)
    add_downloads(server, retriever)
    if feedback:
        add_feedback(server, retriever, feedback)
    for path, language in (("/en", "en"), ("/", "nl")):
        gr.mount_gradio_app(
            server,
            create_app(
                retriever,
                language="en" if language == "en" else "nl",
                report=report,
                judging=feedback is not None,
            ),
            path,
            theme=theme(),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            show_error=True,
            max_file_size=_LARGEST_UPLOAD,
        )
    return server


def serve(
    retriever: Retriever,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    report: Path = REPORT,
    feedback: Path | None = None,
) -> None:
    """Serves until interrupted. Requests are not logged: they would hold questions.

    See `create_server` for `report` and `feedback`.
    """
    _tell("Het taalmodel wordt geladen; dat duurt enkele seconden…")
    with suppress(KamervragenError):
        retriever.search("warm")  # Loads the encoder now, not under the first question.
    _tell("De webapp wordt gestart…")
    config = uvicorn.Config(
        create_server(retriever, report=report, feedback=feedback),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_WAITING,
    )
    _Announcing(config).run()


def _tell(message: str) -> None:
    """A line for the person at the keyboard, on stderr: the address alone goes to stdout."""
    os.write(2, f"{message}\n".encode())


class _Announcing(uvicorn.Server):
    """Prints the address once the server listens."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        for server in getattr(self, "servers", []):
            for socket in server.sockets:
                host, port = socket.getsockname()[:2]
                shown = f"[{host}]" if ":" in host else host
                os.write(1, f"Kamervragen: http://{shown}:{port}/\n".encode())


def _asset(server: FastAPI, name: str, kind: str) -> None:
    @server.get(f"/kamervragen/{name}")
    def asset() -> FileResponse:
        return FileResponse(_FOLDER / name, media_type=kind)
