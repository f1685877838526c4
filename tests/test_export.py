"""The files that a checked set is handed in as, read back by other programs' rules."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from qa.check import QuestionSet, SetQuestion, check_set
from qa.export import MEDIA_TYPES, FileKind, Sheet, write
from qa.export.comma import guarded
from qa.export.rows import COLUMNS
from qa.model import Pair
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever

HOSTILE = '=HYPERLINK("http://x";"y") <b>&amp;</b> \x00\x0b'
QUESTIONS = QuestionSet(
    (
        SetQuestion("1", "Hoeveel doden zijn er precies gevallen onder demonstranten?"),
        SetQuestion("2", "Hoe wordt de capaciteit van de TSC en PED ingezet?"),
        SetQuestion("3", HOSTILE),
        SetQuestion("4", "x" * 20_000),
    ),
    title="Vragen over Irak",
    introduction="Eerste alinea.\nTweede alinea.",
)


@pytest.fixture(scope="module")
def sheet():
    retriever = sample_retriever(SAMPLE)
    checked = tuple(check_set(QUESTIONS, retriever))
    return Sheet(QUESTIONS, checked, date(2026, 11, 21), notes={0: "Navragen bij DGPZ"})


def words_of(sheet, **changes):
    return docx.Document(io.BytesIO(write(replace(sheet, **changes), FileKind.DOCX)))


def answers(sheet):
    return [q.hit.pair.answer for at in range(len(sheet.checked)) for q in sheet.quotes(at)]


def test_every_kind_has_a_media_type():
    assert set(MEDIA_TYPES) == set(FileKind)


def test_word_has_a_heading_for_each_question(sheet):
    headings = [p.text for p in words_of(sheet).paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Vraag 1", "Vraag 2", "Vraag 3", "Vraag 4"]


def test_word_quotes_every_answer_to_the_letter_with_its_citation(sheet):
    paragraphs = words_of(sheet).paragraphs
    quoted = [p.text for p in paragraphs if p.style.name == "Quote"]
    for answer in answers(sheet):
        assert all(line in quoted for line in answer.splitlines())
    headings = {p.text for p in paragraphs if p.style.name == "Heading 2"}
    first = sheet.quotes(0)[0]
    assert first.hit.pair.id == "kst-27925-748#9"
    assert first.citation in headings


def test_word_has_title_introduction_note_and_verdict(sheet):
    text = [p.text for p in words_of(sheet).paragraphs]
    assert text[0] == "Vragen over Irak"
    assert text[1:3] == ["Eerste alinea.", "Tweede alinea."]
    assert "Notitie: Navragen bij DGPZ" in text
    assert sum(line.startswith("Oordeel: ") for line in text) == 4


def test_word_links_to_the_official_publication(sheet):
    document = words_of(sheet)
    links = {link.address for p in document.paragraphs for link in p.hyperlinks}
    assert {q.url for at in range(4) for q in sheet.quotes(at)} - {""} <= links


def test_word_opens_with_a_row_for_each_question(sheet):
    (table,) = words_of(sheet).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Nr.", "Vraag", "Oordeel", "Vindplaats"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]
    assert rows[1][3] == sheet.quotes(0)[0].citation
    assert "tblHeader" in table.rows[0]._tr.xml


def test_word_names_the_questions_that_an_answer_covers(sheet):
    one = sheet.checked[0]
    quote = one.reply.quotes[0]
    sibling = replace(quote.hit.pair, number="21", question="En wanneer\nwas dat?")
    joint = replace(one.reply, quotes=(replace(quote, siblings=(sibling,)),))
    document = words_of(sheet, checked=(replace(one, reply=joint),))
    expected = "Gezamenlijk beantwoord met vraag 21: En wanneer was dat?"
    assert expected in [p.text for p in document.paragraphs]


def test_a_later_answer_is_named_in_every_kind(sheet):
    one = sheet.checked[0]
    quote = one.reply.quotes[0]
    pointing = replace(quote, hit=replace(quote.hit, later="kst-9#1", earlier=("kst-1#2", "x#3")))
    checked = (replace(one, reply=replace(one.reply, quotes=(pointing,))),)
    cited = {"kst-9#1": "Kamerstukken later, vraag 1", "kst-1#2": "Kamerstukken eerder, vraag 2"}
    changed = replace(sheet, checked=checked, cited=cited)
    text = [p.text for p in words_of(changed).paragraphs]
    assert "Later opnieuw beantwoord: Kamerstukken later, vraag 1" in text
    assert "Eerder ook beantwoord: Kamerstukken eerder, vraag 2; x#3" in text
    assert "Kamerstukken later, vraag 1" in write(changed, FileKind.CSV).decode("utf-8-sig")
    (hit,) = json.loads(write(changed, FileKind.JSON))["questions"][0]["hits"]
    assert (hit["later"], hit["earlier"]) == ("kst-9#1", ["kst-1#2", "x#3"])


def test_picks_leave_the_other_quotes_out_and_every_question_in(sheet):
    picked = frozenset({(1, sheet.quotes(1)[0].hit.pair.id)})
    document = words_of(sheet, picked=picked)
    quoted = {p.text for p in document.paragraphs if p.style.name == "Heading 2"}
    assert sheet.quotes(1)[0].citation in quoted
    assert sheet.quotes(0)[0].citation not in quoted
    assert sum(p.style.name == "Heading 1" for p in document.paragraphs) == 4


def test_excel_has_a_row_for_each_quote_under_a_frozen_filtered_header(sheet):
    page = openpyxl.load_workbook(io.BytesIO(write(sheet, FileKind.XLSX))).active
    assert tuple(cell.value for cell in page[1]) == COLUMNS
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions
    found = [row[COLUMNS.index("Antwoord")].value for row in page.iter_rows(min_row=2)]
    assert [text for text in found if text] == answers(sheet)


def test_excel_links_to_the_official_publication(sheet):
    page = openpyxl.load_workbook(io.BytesIO(write(sheet, FileKind.XLSX))).active
    cells = [row[COLUMNS.index("Link")] for row in page.iter_rows(min_row=2)]
    assert {cell.hyperlink.target for cell in cells if cell.value} == {
        q.url for at in range(4) for q in sheet.quotes(at) if q.url
    }


def test_no_cell_of_excel_is_a_formula(sheet):
    page = openpyxl.load_workbook(io.BytesIO(write(sheet, FileKind.XLSX))).active
    kinds = {cell.data_type for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    texts = {str(cell.value) for row in page.iter_rows() for cell in row}
    assert any(text.startswith("=HYPERLINK") for text in texts)


def test_excel_says_where_it_had_to_cut(sheet):
    one = sheet.checked[0]
    quote = one.reply.quotes[0]
    long = replace(quote, hit=replace(quote.hit, pair=replace(quote.hit.pair, answer="a" * 40_000)))
    reply = replace(one.reply, quotes=(long,))
    cut = replace(sheet, checked=(replace(one, reply=reply),))
    page = openpyxl.load_workbook(io.BytesIO(write(cut, FileKind.XLSX))).active
    value = page.cell(2, COLUMNS.index("Antwoord") + 1).value
    assert len(value) == 32_767
    assert value.endswith("JSON-bestand]")


def test_csv_opens_in_dutch_excel(sheet):
    data = write(sheet, FileKind.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in rows)
    found = [row[COLUMNS.index("Antwoord")] for row in rows[1:]]
    assert [text for text in found if text] == answers(sheet)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_csv_never_starts_a_formula(text):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("cell", ["Ja.", "", 3, -0.5, "2 = 2"])
def test_csv_leaves_other_cells_alone(cell):
    assert guarded(cell) == cell


def test_json_holds_everything(sheet):
    found = json.loads(write(sheet, FileKind.JSON))
    assert found["title"] == "Vragen over Irak"
    assert found["made"] == "2026-11-21"
    assert [one["number"] for one in found["questions"]] == ["1", "2", "3", "4"]
    assert found["questions"][0]["note"] == "Navragen bij DGPZ"
    assert found["questions"][3]["verdict"] is None
    assert "20000 tekens" in found["questions"][3]["problem"]
    assert [hit["answer"] for one in found["questions"] for hit in one["hits"]] == answers(sheet)
    assert found["questions"][2]["question"] == HOSTILE


def test_a_reference_is_followed_in_every_kind(sheet):
    stub = next(q for q in sheet.quotes(1) if q.hit.pair.id == "kst-27925-748#14")
    target: Pair = stub.followed[0].hit.pair
    assert target.number == "13"
    line = target.answer.splitlines()[0]
    assert line in [p.text for p in words_of(sheet).paragraphs]
    assert line in write(sheet, FileKind.CSV).decode("utf-8-sig")
    assert line in write(sheet, FileKind.JSON).decode()
