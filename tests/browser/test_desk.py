"""The desk in the browser: from an uploaded file to a Word document that is read back."""

import csv
import io
import json

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.read_files import FIXTURES

pytestmark = pytest.mark.browser
EXAMPLE = (ROOT / "qa" / "ui" / "example.txt").read_text(encoding="utf-8")
QUESTIONS = (
    "Hoeveel doden zijn er gevallen bij het geweld tegen demonstranten in Irak?",
    "Welke gevolgen heeft de stikstofuitspraak voor de woningbouw?",
    "Hoe wordt de capaciteit van de TSC en PED ingezet voor Belgische luchtaanvallen?",
)
TEXT = "Vragen over de inzet in Irak\n\n" + "\n".join(
    f"{at}. {question}" for at, question in enumerate(QUESTIONS, 1)
)


@pytest.fixture
def word_file(tmp_path):
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    path = tmp_path / "vragen.docx"
    document.save(str(path))
    return path


def desk(open_page, **options):
    page = open_page(**options)
    page.get_by_role("tab", name="Vragenset").click()
    return page


def check(page):
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked")).to_have_count(len(QUESTIONS))


def paste(page):
    page.get_by_label("Tekst met vragen").fill(TEXT)
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.get_by_label("De vragen, één per alinea")).to_have_value(
        "\n\n".join(f"{at}. {question}" for at, question in enumerate(QUESTIONS, 1))
    )


def left(uploads):
    """Files with anything in them; gradio leaves empty ones behind."""
    return [path for path in uploads.rglob("*") if path.is_file() and path.stat().st_size]


def download(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value


def test_from_upload_to_a_word_document(open_page, word_file, uploads):
    page = desk(open_page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Kies een bestand").click()
    chooser.value.set_files(word_file)
    expect(page.get_by_text("3 vragen gelezen").first).to_be_visible()
    assert left(uploads) == []
    check(page)
    first = page.locator(".kv-checked").first
    expect(first).to_contain_text("487 demonstranten")
    first.get_by_label("Hergebruik dit antwoord").first.check()
    page.get_by_label("Notitie bij vraag 2").fill("Navragen bij BZK <b>")
    found = download(page, "Word (DOCX)")
    assert found.suggested_filename == "kamervragen-vragenset.docx"
    text = [p.text for p in docx.Document(str(found.path())).paragraphs]
    assert [line for line in text if line.startswith("Vraag ")] == ["Vraag 1", "Vraag 2", "Vraag 3"]
    assert any("487 demonstranten om het leven gekomen." in line for line in text)
    assert "Notitie: Navragen bij BZK <b>" in text
    assert [p for p in text if p.endswith("vraag 9")]
    assert not [p for p in text if p.endswith("vraag 14")]


@pytest.mark.parametrize("name", ["kamervragen.xml", "vraagdoc.xml"])
def test_official_xml_is_uploaded_and_checked(open_page, uploads, name):
    page = desk(open_page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Kies een bestand").click()
    chooser.value.set_files(FIXTURES / name)
    # In kamervragen.xml questions 2 and 3 share one text: they are one question with both numbers.
    expect(page.get_by_text("2 vragen gelezen").first).to_be_visible()
    assert left(uploads) == []
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked > .kv-asked")).to_have_count(2)
    expect(page.locator(".kv-checked > .kv-asked").first).to_contain_text("Kent u het")


def test_the_path_of_the_readme_leads_to_a_word_file(open_page):
    """The clicks that the readme writes down, in its order, on a page that was never used."""
    page = open_page()
    page.get_by_role("button", name="Toets een vragenset").click()
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    expect(page.get_by_label("Tekst met vragen")).to_have_value(EXAMPLE)
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.get_by_text("8 vragen gelezen").first).to_be_visible()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked")).to_have_count(8)
    page.locator(".kv-checked").nth(1).get_by_label("Hergebruik dit antwoord").first.check()
    found = docx.Document(str(download(page, "Word (DOCX)").path()))
    headings = [p.text for p in found.paragraphs if p.style.name == "Heading 1"]
    assert headings == [f"Vraag {at}" for at in range(1, 9)]
    assert any("487 demonstranten om het leven" in p.text for p in found.paragraphs)


def test_a_set_of_fifty_thousand_characters_is_checked_or_told(open_page):
    page = desk(open_page)
    page.get_by_label("Tekst met vragen").fill("1. Wat kost het?\n2. " + "woord " * 8_400 + "?")
    page.get_by_role("button", name="Lees de vragen").click()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked")).to_have_count(2)
    expect(page.locator(".kv-checked").last).to_contain_text("tekens")


def test_the_other_files_are_read_back(open_page):
    page = desk(open_page)
    paste(page)
    check(page)
    book = openpyxl.load_workbook(io.BytesIO(download(page, "Excel (XLSX)").path().read_bytes()))
    assert book.active.freeze_panes == "A2"
    data = download(page, "CSV").path().read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert {row[1] for row in rows[1:]} == set(QUESTIONS)
    found = json.loads(download(page, "JSON").path().read_text(encoding="utf-8"))
    assert [one["question"] for one in found["questions"]] == list(QUESTIONS)


def test_ticks_notes_and_results_survive_a_reload(open_page):
    page = desk(open_page)
    paste(page)
    check(page)
    page.get_by_label("Hergebruik dit antwoord").first.check()
    page.get_by_label("Notitie bij vraag 3").fill("Klopt nog")
    page.reload()
    page.get_by_role("tab", name="Vragenset").click()
    expect(page.locator(".kv-checked")).to_have_count(len(QUESTIONS))
    expect(page.get_by_label("Hergebruik dit antwoord").first).to_be_checked()
    expect(page.get_by_label("Notitie bij vraag 3")).to_have_value("Klopt nog")
    page.get_by_role("button", name="Nieuwe set").click()
    expect(page.locator(".kv-checked")).to_have_count(0)


def test_questions_can_be_split_and_merged_before_checking(open_page):
    page = desk(open_page)
    paste(page)
    editor = page.get_by_label("De vragen, één per alinea")
    editor.fill("1. Hoeveel troepen zijn er?\n\nEn hoeveel in Syrië?\n\n2. Wat\nkost dat?")
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked > h3")).to_have_text(["Vraag 1", "Vraag 1b", "Vraag 2"])
    expect(page.locator(".kv-checked > .kv-asked").last).to_have_text("Wat kost dat?")


def test_the_overview_counts_the_questions(open_page):
    page = desk(open_page)
    paste(page)
    check(page)
    counts = page.locator(".kv-count strong").all_inner_texts()
    assert sum(map(int, counts)) == len(QUESTIONS)


def test_a_check_can_be_stopped_and_keeps_what_it_found(open_page):
    page = desk(open_page)
    many = "\n\n".join(f"{at}. Hoeveel militairen zijn er in fase {at}?" for at in range(1, 401))
    page.get_by_label("Tekst met vragen").fill(many)
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.get_by_text("400 vragen gelezen").first).to_be_visible()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checking li").nth(8)).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".kv-desk > .kv-message")).to_contain_text("Gestopt na")
    assert 8 <= page.locator(".kv-checked").count() < 400
    expect(page.get_by_role("button", name="Toets de vragen")).to_be_enabled()


def test_a_file_that_cannot_be_read_is_told(open_page, tmp_path, uploads):
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    page = desk(open_page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Kies een bestand").click()
    chooser.value.set_files(broken)
    expect(page.locator(".kv-trouble")).to_contain_text("scan.pdf")
    assert left(uploads) == []


def test_hostile_questions_are_shown_as_text(open_page):
    page = desk(open_page)
    page.get_by_label("Tekst met vragen").fill("1. <script>document.title='x'</script>?\n2. <b>y?")
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.get_by_text("2 vragen gelezen").first).to_be_visible()
    page.get_by_role("button", name="Toets de vragen").click()
    expect(page.locator(".kv-checked > .kv-asked")).to_have_text(
        ["<script>document.title='x'</script>?", "<b>y?"]
    )
    assert page.title() == "Kamervragen"


def test_an_empty_desk_is_told(open_page):
    page = desk(open_page)
    page.get_by_role("button", name="Lees de vragen").click()
    expect(page.locator(".kv-trouble")).to_contain_text("geen vraag")
