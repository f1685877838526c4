"""A browser on Debian's Chromium, and pages that watch what they ask of the network."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.served import served

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds that a page may take to show something, on a loaded machine."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The address of the app over the sample, ranked by a list: no engine to load."""
    with served("sample", folder=tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="session")
def uploads(app, tmp_path_factory):
    """The folder that the served app puts uploads in."""
    return next(tmp_path_factory.getbasetemp().glob("app*")) / "uploads"


@pytest.fixture
def open_page(browser, request):
    """Opens pages of `app`, or of the address given as `at`.

    At the end no request may have gone to another host, no script may have failed, and no
    Content-Security-Policy may have been broken.
    """
    contexts, foreign, troubles = [], [], []

    def watch(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            foreign.append(request.url)

    def opened(path="/", *, at="", **options):
        context = browser.new_context(**{"viewport": {"width": 1024, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", watch)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console",
            lambda said: troubles.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto((at or request.getfixturevalue("app")) + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert foreign == []
    assert troubles == []
