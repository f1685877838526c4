"""Asking in the browser: the official answer, to the letter, on the page."""

import pytest
from playwright.sync_api import expect

from tests.fakes import sample_retriever
from tests.served import served

pytestmark = pytest.mark.browser
QUESTION = "Hoeveel demonstranten zijn er gedood in Irak?"
LATEST = ".kv-turn >> nth=0"


def ask(page, question, *, turn=1):
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek antwoord").click()
    expect(page.locator(".kv-turn")).to_have_count(turn)


def test_a_question_finds_the_official_answer(open_page, store, tmp_path):
    with served(store, folder=tmp_path) as address:
        page = open_page(at=address)
        ask(page, QUESTION)
        finds_the_answer(page)


def finds_the_answer(page):
    card = page.locator(".kv-card").first
    expect(card).to_contain_text("tussen 1 oktober 2019 en 30 april 2020 487 demonstranten")
    expect(card.locator(".kv-citation")).to_contain_text("27 925, nr. 748, vraag 9")
    expect(page.locator(".kv-verdict").first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="antwoorden gevonden")).to_have_count(1)


@pytest.mark.parametrize("locale", ["nl-NL", "en-US", "de-DE"])
def test_the_page_keeps_its_language_in_any_browser(open_page, locale):
    page = open_page(locale=locale)
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_enter_asks_too(open_page):
    page = open_page()
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".kv-card").first).to_contain_text("487 demonstranten")


def test_the_source_shows_the_passage_marked(open_page):
    page = open_page()
    ask(page, QUESTION)
    card = page.locator(".kv-card").first
    expect(card.locator("mark").first).to_be_hidden()
    card.get_by_text("Bron tonen").click()
    expect(card.locator("mark").first).to_be_visible()
    marked = " ".join(card.locator("mark").all_inner_texts())
    assert marked.endswith("487 demon-\nstranten om het leven gekomen.")


def test_a_quote_is_copied_with_its_citation(open_page, app):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app)
    ask(page, QUESTION)
    page.get_by_role("button", name="Kopieer citaat").first.click()
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Volgens de VN zijn")
    assert copied.endswith("nr. 748, vraag 9)")
    page.get_by_role("button", name="Kopieer verwijzing").first.click()
    expect(page.get_by_role("button", name="Kopieer verwijzing").first).to_have_text("Gekopieerd")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{app}/?pair=kst-27925-748%239"


def test_a_follow_up_is_read_with_the_question_before(open_page):
    page = open_page()
    ask(page, "Hoeveel militairen heeft Nederland in Irak?")
    ask(page, "en België?", turn=2)
    expect(page.locator(LATEST)).to_contain_text(
        "Gelezen als: Hoeveel militairen heeft Nederland in Irak? en België?"
    )


def test_a_filter_limits_the_answers(open_page):
    page = open_page()
    page.get_by_label("Vergaderjaar").click()
    page.get_by_role("option", name="2020-2021").click()
    ask(page, "Welke taken heeft de missie in Irak?")
    expect(page.locator(LATEST)).to_contain_text("Beperkt tot: Vergaderjaar 2020-2021")
    expect(page.locator(".kv-card").first).to_be_visible()
    assert {
        pair.split("#")[0]
        for pair in page.locator(".kv-turn > .kv-card").evaluate_all(
            "cards => cards.map(card => card.dataset.pair)"
        )
    } == {"kst-27925-748"}


@pytest.mark.parametrize("width", [1024, 1440])
def test_filters_stand_beside_the_answers(open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    ask(page, QUESTION)
    expect(page.get_by_label("Ministerie")).to_be_visible()
    answers = page.locator("#kv-conversation").bounding_box()
    filters = page.locator("#kv-filters").bounding_box()
    assert filters["x"] >= answers["x"] + answers["width"]
    assert answers["width"] > 2 * filters["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_are_a_fold_on_a_phone(open_page):
    page = open_page(viewport={"width": 390, "height": 800})
    ask(page, QUESTION)
    expect(page.get_by_label("Ministerie")).to_be_hidden()
    answers = page.locator("#kv-conversation").bounding_box()
    filters = page.locator("#kv-filters").bounding_box()
    assert filters["y"] + filters["height"] <= answers["y"]
    page.get_by_text("Beperk waarin wordt gezocht").click()
    expect(page.get_by_label("Ministerie")).to_be_visible()


def test_filters_follow_the_width_of_the_window(open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    ministry = page.get_by_label("Ministerie")
    expect(ministry).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(ministry).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(ministry).to_be_visible()
    fold = page.get_by_role("button", name="Beperk waarin wordt gezocht")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(ministry).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_a_date_that_is_none_is_told(open_page):
    page = open_page()
    page.get_by_label("Vanaf").fill("morgen")
    ask(page, QUESTION)
    expect(page.locator(".kv-trouble")).to_contain_text("'morgen' is geen datum")


def test_an_empty_question_is_told(open_page):
    page = open_page()
    page.get_by_role("button", name="Zoek antwoord").click()
    expect(page.locator(".kv-trouble")).to_contain_text("De vraag is leeg")


def test_an_example_is_answered_and_the_conversation_survives_a_reload(open_page):
    page = open_page()
    example = page.locator(".kv-example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".kv-asked")).to_have_text(question)
    expect(page.locator(".kv-example").first).to_be_hidden()
    page.reload()
    expect(page.locator(".kv-asked")).to_have_text(question)
    page.get_by_role("button", name="Wis gesprek").click()
    expect(page.locator(".kv-turn")).to_have_count(0)
    expect(page.locator(".kv-example").first).to_be_visible()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">",
        "\u202eArabië\u202d <b>vet</b> $$x^2$$ **ster** `code`",
        "</p></section><h1>Nieuwe kop</h1>\n\n# kop\n\n| a | b |",
    ],
)
def test_hostile_text_is_shown_as_text(open_page, hostile):
    page = open_page()
    ask(page, hostile)
    assert page.locator(".kv-asked").first.evaluate("node => node.textContent") == hostile
    assert page.locator(".kv-asked").first.evaluate("node => node.childElementCount") == 0
    assert page.title() == "Kamervragen"
    assert page.locator("h1").count() == 1


def test_a_text_of_fifty_thousand_characters_is_told(open_page):
    page = open_page()
    ask(page, "vraag " * 8_400)
    expect(page.locator(".kv-trouble")).to_contain_text("tekens")


def test_the_screen_is_english_on_request(open_page):
    page = open_page()
    page.get_by_role("link", name="English").click()
    page.get_by_label("Your question").fill(
        "What does the government think of the NATO mission in Irak?"
    )
    page.get_by_role("button", name="Find answer").click()
    expect(page.locator(".kv-card").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".kv-notice").first).to_contain_text("Engels")


def test_what_is_shown_is_what_is_stored(open_page, sample):
    page = open_page()
    ask(page, QUESTION)
    card = page.locator(".kv-turn > .kv-card").first
    pair = sample_retriever(sample).pair(card.get_attribute("data-pair"))
    shown = card.locator(".kv-verbatim").first.locator("p")
    assert shown.all_inner_texts() == pair.answer.splitlines()
