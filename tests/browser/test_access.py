"""By keyboard alone, by ear, at double size, without movement: each page, whoever reads it."""

import io

import docx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LIVE = "[role=status]"
QUESTION = "Hoeveel demonstranten zijn er gedood in Irak?"


def reach(page, name, *, role="button", presses=60):
    """Tabs on until what has this name has the focus, which must then show."""
    wanted = page.get_by_role(role, name=name).first
    expect(wanted).to_be_visible()
    for _ in range(presses):
        if wanted.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    shown = wanted.evaluate(
        "node => [node === document.activeElement, getComputedStyle(node).outlineStyle]"
    )
    assert shown == [True, "solid"], name
    return wanted


def test_the_keyboard_alone_goes_from_the_example_to_a_word_file(open_page):
    page = open_page()
    expect(page.get_by_role("tab", name="Vraag", exact=True)).to_be_visible()
    reach(page, "Vragenset", role="tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Vragenset")).to_have_attribute("aria-selected", "true")
    reach(page, "Vul een voorbeeld in")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tekst met vragen")).not_to_have_value("")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    reach(page, "Lees de vragen")
    page.keyboard.press("Enter")
    reach(page, "Toets de vragen")
    page.keyboard.press("Enter")
    expect(page.locator(".kv-checked")).to_have_count(8)
    reach(page, "Hergebruik dit antwoord", role="checkbox", presses=120)
    page.keyboard.press("Space")
    expect(page.get_by_label("Hergebruik dit antwoord").first).to_be_checked()
    page.get_by_label("Notitie bij vraag 8").focus()
    page.keyboard.type("Navragen")
    with page.expect_download() as waiting:
        reach(page, "Word (DOCX)")
        page.keyboard.press("Enter")
    text = [p.text for p in docx.Document(io.BytesIO(waiting.value.path().read_bytes())).paragraphs]
    assert "Notitie: Navragen" in text


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page()
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "kv-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "kv-tabs"


def test_a_link_of_the_overview_goes_to_its_question(open_page):
    page = checked(open_page())
    page.get_by_role("link", name="Vraag 5", exact=True).focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Vraag 5", exact=True)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    page.get_by_role("link", name="Naar het overzicht").nth(4).click()
    expect(page.locator("#kv-overview")).to_be_focused()


def checked(page):
    page.get_by_role("tab", name="Vragenset").click()
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    expect(page.get_by_label("Tekst met vragen")).not_to_have_value("")
    page.get_by_role("button", name="Lees de vragen").click()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked")).to_have_count(8)
    return page


def test_results_are_said_to_who_does_not_see_them(open_page):
    page = open_page()
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(LIVE).filter(has_text="antwoorden gevonden. Oordeel:")).to_have_count(1)
    page.get_by_role("tab", name="Vragenset").click()
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    expect(page.get_by_label("Tekst met vragen")).not_to_have_value("")
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.locator(LIVE).filter(has_text="8 vragen gelezen")).to_have_count(1)
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(LIVE).filter(has_text="8 vragen getoetst")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "ready"), [("/", ".kv-checked"), ("/?pair=kst-27925-748%2314", "#kv-here")]
)
def test_double_size_loses_nothing_and_scrolls_one_way(open_page, path, ready):
    """At 200 % a window of 1280 by 1024 is 640 by 512 wide, with two pixels for each."""
    page = open_page(path, viewport={"width": 640, "height": 512}, device_scale_factor=2)
    if path == "/":
        checked(page)
    expect(page.locator(ready).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    cut = page.evaluate(
        "[...document.querySelectorAll('.kv-html :is(p, h1, h2, h3, h4, a, button, td, label)')]"
        ".filter(node => node.offsetParent && !node.closest('.kv-unseen, .kv-skip, thead'))"
        ".filter(node => node.getBoundingClientRect().right > innerWidth + 1)"
        ".map(node => node.outerHTML.slice(0, 80))"
    )
    assert cut == []


def test_text_of_double_size_alone_is_not_cut(open_page):
    """Only the letters grow, as some browsers do it: nothing may be hidden under an edge."""
    page = checked(open_page())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    cut = page.evaluate(
        "[...document.querySelectorAll('button')].filter(node => node.offsetParent)"
        ".filter(node => node.scrollWidth > node.clientWidth + 1)"
        ".map(node => node.textContent)"
    )
    assert cut == []


def test_nothing_moves_where_movement_is_not_wanted(open_page):
    page = open_page(reduced_motion="reduce")
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".kv-card").first).to_be_visible()
    slow = page.evaluate(
        "[...document.querySelectorAll('.gradio-container *')].map(node => getComputedStyle(node))"
        ".filter(style => [style.animationDuration, style.transitionDuration]"
        ".some(time => time.split(',').some(one => parseFloat(one) > 0.001))).length"
    )
    assert slow == 0


def test_movement_would_be_seen(open_page):
    page = open_page(reduced_motion="no-preference")
    expect(page.locator("#kv-ask")).to_be_visible()
    page.add_style_tag(content="#kv-ask { transition: color 1s }")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#kv-ask')).transitionDuration")
        == "1s"
    )


def test_the_bar_with_the_files_hides_no_field_that_has_the_focus(open_page):
    page = checked(open_page())
    bar = page.locator(".kv-export")
    for number in (2, 5, 8):
        field = page.get_by_label(f"Notitie bij vraag {number}")
        field.focus()
        expect(field).to_be_in_viewport()
        assert field.bounding_box()["y"] + 20 < bar.bounding_box()["y"] or number == 8
