"""The card: verdict, question, answer in full, source and number; text is always text."""

from dataclasses import replace

import pytest

from qa.answer import answer, quotes
from qa.model import Hit, Label, Note, Verdict
from qa.ui.cards import card, reply_cards, verdict_box
from qa.ui.markup import escape
from qa.ui.passage import excerpt, full_text
from qa.ui.words import words
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever

SAY = words("nl")


@pytest.fixture(scope="module")
def retriever():
    return sample_retriever(SAMPLE)


@pytest.fixture
def quoted(retriever):
    def find(pair_id):
        pair = retriever.pair(pair_id)
        hit = Hit(1, pair, retriever.document(pair.document), 1.0)
        return quotes([hit], retriever)[0]

    return find


def test_a_card_shows_question_answer_citation_and_link(quoted):
    quote = quoted("kst-27925-748#9")
    html = card(quote, SAY)
    assert escape(quote.citation) in html
    assert escape(quote.hit.pair.question) in html
    assert "487 demonstranten om het leven gekomen." in html
    assert "/?pair=kst-27925-748%239" in html
    assert quote.url and f'href="{escape(quote.url)}"' in html


def test_a_later_answer_is_a_warning_with_its_link(quoted, retriever):
    quote = quoted("kst-27925-748#9")
    pointing = replace(quote, hit=replace(quote.hit, later="kst-27925-748#10", earlier=("x#1",)))
    html = card(pointing, SAY, retriever=retriever)
    warning = f'<p class="kv-notice">{SAY.answered_later}: <a href="/?pair=kst-27925-748%2310">'
    assert warning in html
    assert SAY.answered_earlier not in html
    assert SAY.answered_later not in card(quote, SAY, retriever=retriever)


def test_thumbs_are_there_only_where_asked(retriever):
    reply = answer("Hoeveel demonstranten zijn er gedood in Irak?", retriever, k=1)
    assert SAY.judge_yes not in reply_cards(reply, retriever, SAY)
    assert SAY.judge_yes in reply_cards(reply, retriever, SAY, judging=True)


def test_every_paragraph_of_an_answer_is_kept(quoted):
    quote = quoted("kst-27925-748#12")
    html = card(quote, SAY)
    lines = quote.hit.pair.answer.splitlines()
    assert len(lines) > 3
    assert all(f'<p dir="auto">{escape(line)}</p>' in html for line in lines)


def test_a_stub_carries_the_answer_that_it_points_to(quoted, retriever):
    html = card(quoted("kst-27925-748#14"), SAY)
    assert SAY.followed in html
    assert escape(retriever.pair("kst-27925-748#13").answer) in html


def test_joint_questions_show_their_answer_once(quoted, retriever):
    quote = quoted("003_f1832f43d078104a#7")
    html = card(quote, SAY)
    assert [sibling.number for sibling in quote.siblings] == ["8", "9"]
    assert all(escape(sibling.question.splitlines()[0]) in html for sibling in quote.siblings)
    answer = retriever.pair("003_f1832f43d078104a#10").answer
    assert html.count(escape(answer.splitlines()[0])) == 1


def test_a_document_without_a_number_says_so(quoted):
    assert escape(SAY.no_number) in card(quoted("003_f1832f43d078104a#9"), SAY)
    assert escape(SAY.no_number) not in card(quoted("kst-27925-748#9"), SAY)


def test_a_question_without_an_answer_gives_the_reason(quoted):
    quote = quoted("kst-27925-748#9")
    pair = replace(quote.hit.pair, answer="", unanswered="uitgesteld")
    html = card(replace(quote, hit=replace(quote.hit, pair=pair)), SAY)
    assert "Niet beantwoord: uitgesteld" in html


def test_footnotes_stand_under_the_answer(quoted):
    quote = quoted("kst-27925-748#9")
    pair = replace(quote.hit.pair, notes=(Note("1", "Kamerstuk <b>"),))
    html = card(replace(quote, hit=replace(quote.hit, pair=pair)), SAY)
    assert "<sup>1</sup> Kamerstuk &lt;b&gt;" in html


def test_hostile_text_stays_text(quoted, retriever):
    quote = quoted("kst-27925-748#9")
    bad = '<script>alert(1)</script>"onmouseover="x\u202e'
    pair = replace(quote.hit.pair, question=bad, answer=bad, id=bad)
    document = replace(quote.hit.document, minister=bad, citation="")
    html = card(replace(quote, citation=bad, hit=Hit(1, pair, document, 1.0)), SAY)
    assert "<script" not in html
    assert '"onmouseover' not in html
    assert html.count("&lt;script&gt;") >= 4


def test_the_verdict_comes_first_and_says_how_sure(retriever):
    reply = answer("Hoeveel demonstranten zijn er gedood in Irak?", retriever)
    html = reply_cards(reply, retriever, SAY)
    assert html.index("kv-verdict") < html.index("kv-card")
    assert SAY.uncalibrated in html
    sure = verdict_box(Verdict(Label.ANSWERED, 0.93, calibrated=True), SAY)
    assert "93 %" in sure
    assert SAY.uncalibrated not in sure


def test_the_passage_is_the_source_with_the_pair_marked(retriever):
    pair = retriever.pair("kst-27925-748#9")
    source = retriever.source(pair.document)
    marked = excerpt(pair, source).split("<mark>")[1:]
    shown = "".join(part.split("</mark>")[0] for part in marked)
    spans = (*pair.question_spans, *pair.answer_spans)
    assert shown == "".join(escape(span.of(source.text)) for span in spans)
    assert len(excerpt(pair, source)) < 3_000


def test_the_whole_text_is_the_source_and_marks_once(retriever):
    pairs = retriever.pairs("kst-27925-748")
    source = retriever.source("kst-27925-748")
    html = full_text(source, pairs, anchored=True)
    assert html.count('id="kv-here"') == 1
    bare = html.replace("</mark>", "").replace('<mark id="kv-here">', "").replace("<mark>", "")
    assert bare == escape(source.text)
