"""Every page: accessible, on this host alone, by link and keyboard, after a restart."""

from importlib.resources import files

import pytest
from playwright.sync_api import expect

from tests.served import served

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1024, 1440)
QUESTION = "Hoeveel demonstranten zijn er gedood in Irak?"


def asked(page):
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.get_by_role("button", name="Zoek antwoord").click()
    expect(page.locator(".kv-card").first).to_be_visible()
    page.get_by_text("Beperk waarin wordt gezocht").click()
    page.get_by_text("Bron tonen").first.click()


def checked(page):
    page.get_by_role("tab", name="Vragenset").click()
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    expect(page.get_by_label("Tekst met vragen")).not_to_have_value("")
    page.get_by_role("button", name="Lees de vragen").click()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked").first).to_be_visible()


def listed(page):
    page.get_by_role("tab", name="Documenten").click()
    expect(page.locator(".kv-documents").get_by_role("link").first).to_be_visible()


def helped(page):
    page.get_by_role("tab", name="Uitleg").click()
    expect(page.locator(".kv-help")).to_be_visible()


def linked(page):
    page.goto(page.url.split("?")[0] + "?pair=kst-27925-748%2313")
    expect(page.locator("#kv-here")).to_be_visible()


def faults(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
    assert found["passes"]
    return [
        (fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]
    ]


def visited(open_page, **options):
    """One page that goes through everything that the app shows, by name of what it shows now."""
    page = open_page(reduced_motion="reduce", **options)
    for show in (asked, checked, listed, helped, linked):
        show(page)
        yield page, show.__name__


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_axe(open_page, scheme):
    found = {name: faults(page) for page, name in visited(open_page, color_scheme=scheme)}
    assert len(found) == 5
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_axe_would_see_a_fault(open_page):
    page = open_page(reduced_motion="reduce")
    page.evaluate("document.body.append(document.createElement('button'))")
    assert "button-name" in {rule for rule, _ in faults(page)}


def test_no_page_scrolls_sideways(open_page):
    wide = {}
    for page, name in visited(open_page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wide[name, width] = taken
        page.set_viewport_size({"width": 1024, "height": 900})
    assert wide == {}


def test_a_link_opens_its_pair_marked_in_its_document(open_page):
    page = open_page("/?pair=kst-27925-748%2313")
    expect(page.get_by_role("tab", name="Documenten")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".kv-card .kv-citation").first).to_contain_text("vraag 13")
    expect(page.locator("#kv-here")).to_be_in_viewport()
    assert page.locator("mark").first.inner_text().startswith("Gaat Nederland via target")
    page.get_by_role("link", name="Volgende vraag").click()
    expect(page.locator(".kv-card .kv-citation").first).to_contain_text("vraag 14")
    expect(page.locator(".kv-followed")).to_contain_text("Target Support Cell")


def test_a_link_to_a_pair_that_is_not_there_says_so(open_page):
    page = open_page("/?pair=%3Cscript%3E%23x")
    expect(page.locator(".kv-trouble")).to_contain_text("'<script>#x' staat niet")


def test_the_keyboard_alone_asks_and_opens_the_source(open_page):
    page = open_page()
    page.get_by_label("Uw vraag").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    summary = page.locator(".kv-card summary").first
    expect(summary).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if summary.evaluate("node => node === document.activeElement"):
            break
    assert summary.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".kv-source").first).to_be_visible()


def test_a_restarted_server_is_no_trouble_to_an_open_page(browser, tmp_path):
    """The question is answered at once, or the page loads itself anew and still holds it."""
    with served("sample", folder=tmp_path) as address:
        page = browser.new_context().new_page()
        page.goto(address)
        page.get_by_label("Uw vraag").fill(QUESTION)
        page.get_by_role("button", name="Zoek antwoord").click()
        expect(page.locator(".kv-turn")).to_have_count(1)
        page.evaluate("document.documentElement.dataset.before = 'yes'")
    with served("sample", folder=tmp_path, port=int(address.rsplit(":", 1)[1])):
        page.get_by_label("Uw vraag").fill("en België?")
        page.get_by_role("button", name="Zoek antwoord").click()
        second = page.locator(".kv-turn").nth(1)
        expect(second.or_(page.locator("html:not([data-before])")).first).to_be_visible()
        if not page.locator("html[data-before]").count():
            expect(page.locator(".kv-turn")).to_have_count(1)
            expect(page.get_by_label("Uw vraag")).to_have_value("en België?")
            page.get_by_role("button", name="Zoek antwoord").click()
        expect(page.locator(".kv-turn")).to_have_count(2)
        page.context.close()
