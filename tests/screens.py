"""Makes the pictures of the readme anew: `make screens`, over the store of the sample.

With a folder as argument every page is taken there, at three widths, light and dark, to be
looked at; without one only the pictures that the readme shows are made, into `qa/ui/screens/`.
"""

import io
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "qa" / "ui" / "screens"
WIDTHS = (390, 1024, 1440)
SCHEMES = ("light", "dark")
LONGEST = 2_400
"""Pixels of a page that a picture shows at most."""
SHOWN = {
    ("ask", 1024, "light"): 1500,
    ("ask", 390, "dark"): 1400,
    ("desk", 1024, "light"): 800,
    ("checked", 1440, "light"): 1500,
    ("checked", 390, "light"): 1400,
    ("pair", 1024, "dark"): 1400,
    ("documents", 1024, "light"): 900,
    ("help", 1024, "light"): 1500,
}
"""The readme's pictures, and how many pixels of the page each shows."""


def ask(page):
    page.get_by_label("Uw vraag").fill("Hoeveel demonstranten zijn er gedood in Irak?")
    page.get_by_role("button", name="Zoek antwoord").click()
    expect(page.locator(".kv-turn > .kv-card").first).to_be_visible()


def desk(page):
    page.get_by_role("tab", name="Vragenset").click()
    expect(page.get_by_label("Tekst met vragen")).to_be_visible()


def checked(page):
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    expect(page.get_by_label("Tekst met vragen")).not_to_have_value("")
    page.get_by_role("button", name="Lees de vragen").click()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked").first).to_be_visible()
    page.get_by_label("Hergebruik dit antwoord").nth(3).check()


def documents(page):
    page.get_by_role("tab", name="Documenten").click()
    expect(page.locator(".kv-documents")).to_be_visible()


def help_(page):
    page.get_by_role("tab", name="Uitleg").click()
    expect(page.locator(".kv-help")).to_be_visible()


def pair(page):
    page.goto(page.url.split("?")[0] + "?pair=kst-27925-748%2314")
    expect(page.locator("#kv-here")).to_be_visible()


SHOWS = (ask, desk, checked, documents, help_, pair)


def picture(page, width, height):
    """The top of the page at `width`, at most `height` pixels of it, in few colours."""
    page.set_viewport_size({"width": width, "height": 900})
    page.mouse.move(0, 0)
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    height = min(height, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    return taken.convert("RGB").quantize(64, method=Image.Quantize.MEDIANCUT, dither=0)


def take(page, scheme, wanted, folder):
    for show in SHOWS:
        show(page)
        name = show.__name__.rstrip("_")
        for width in WIDTHS:
            if height := wanted(name, width, scheme):
                path = folder / f"{name}-{width}-{scheme}.png"
                picture(page, width, height).save(path, optimize=True)
                sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")
        page.set_viewport_size({"width": 1024, "height": 900})


def _keys(scheme):
    return [(show.__name__.rstrip("_"), width, scheme) for show in SHOWS for width in WIDTHS]


def main(folder, wanted):
    sys.path.insert(0, str(ROOT))
    from tests.served import served

    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=120_000)
    schemes = [scheme for scheme in SCHEMES if any(wanted(*key) for key in _keys(scheme))]
    with TemporaryDirectory() as aside, sync_playwright() as playwright:
        store = ROOT / os.environ.get("KAMERVRAGEN_STORE", "store")
        with served(store, folder=Path(aside)) as address:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for scheme in schemes:
                context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                page.set_default_timeout(120_000)
                page.goto(address)
                take(page, scheme, wanted, folder)
                context.close()


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1]:
        main(Path(sys.argv[1]), lambda *_: LONGEST)
    else:
        main(FOLDER, lambda *what: SHOWN.get(what, 0))
