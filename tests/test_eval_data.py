"""The shipped question set: its make-up, and that its hard half really is hard.

A rephrased question that shares a word with its source is found by any word index, and would
flatter every figure; so that no word is shared is checked, not trusted.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import Stemmer

import eval as evaluation
from eval.sets import Split, read_set
from qa.collect import collect

# Words that carry no subject: articles, pronouns, prepositions, conjunctions, auxiliaries,
# question words and plain adverbs.
FUNCTION_WORDS = """
    de het een en of maar want dus als dan dat die dit deze der den des te om in op aan af uit
    van voor door over onder met bij naar tot toe tegen tussen binnen buiten boven na sinds via
    per volgens zonder tijdens vanaf vanuit naast rond ik je jij u hij zij ze wij we jullie men
    zich zichzelf mij hem haar hun ons onze uw mijn zijn wie wat waar wanneer waarom hoe hoeveel
    welk welke wiens waarvoor waarmee waarin waarop er hier daar daarvan daarvoor daarmee daarop
    daarbij daarin hiervan hiervoor hiermee hierop hierover hierbij erbij ervan erop is ben bent
    was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden kan
    kun kunt kunnen kon konden mag mogen mocht mochten moet moeten moest moesten wil wilt willen
    wilde wilden zal zult zullen zou zouden ga gaat gaan ging gingen doe doet doen deed deden
    gedaan niet geen wel ook nog al meer zo zoals zodat toch echter eens ooit alle alles iets
    niets iemand niemand ander andere elk elke ieder iedere zelf dezelfde hetzelfde ja nee nou
    nu toen weer heel erg veel mede eventueel eigenlijk omdat doordat terwijl indien mits hoewel
    aangezien één beide
"""
STOP = frozenset(FUNCTION_WORDS.split())
NAMES = {"IS": "ISIS", "ISIS": "ISIS", "VS": "VS"}  # In small letters "is" is a stop word.
PREFIX = 6  # Snowball keeps "nederland" and "nederlandse" apart; a shared beginning does not.
STEM = Stemmer.Stemmer("dutch").stemWord


@pytest.fixture(scope="module")
def questions():
    return read_set(Path(evaluation.__file__).parent / "data" / "seeds.jsonl")


@pytest.fixture(scope="module")
def pairs(sample):
    return {pair.id: pair for parsed in collect([sample]) for pair in parsed.pairs}


def content_words(text):
    tokens = re.findall(r"[^\W_]+", text)
    words = {NAMES.get(token, token.lower()) for token in tokens}
    return {word for word in words if len(word) > 1 and word not in STOP}


def shared(text, other):
    """The words of `text` that `other` holds too, by stem or by a long common beginning."""
    words, others = content_words(text), content_words(other)
    stems = {STEM(word) for word in others}
    beginnings = {word[:PREFIX] for word in others if len(word) >= PREFIX}
    return {w for w in words if STEM(w) in stems or w[:PREFIX] in beginnings}


def asks_how_many(question):
    return bool(re.search(r"hoeve+l|how many|how much|wie viele|combien", question.text.lower()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoeveel soldaten stuurt IS?", {"IS"}),
        ("Wat zegt de Nederlandse regering?", {"nederlandse"}),
        ("Zijn er bommen gevallen?", set()),
        ("Een aanval van ISIS", {"ISIS", "aanval"}),
    ],
)
def test_shared_words_are_told_by_stem_beginning_and_name(text, expected):
    source = "Is de aanval van IS gericht op Nederland?"
    assert shared(text, source) == {NAMES.get(word, word) for word in expected}


def test_every_slice_has_enough_questions(questions):
    counts = Counter((q.language, q.slice) for q in questions)
    minimum = {"rephrase": 85, "keyword": 15, "spoken": 12, "typo": 10, "long": 10, "short": 8}
    assert all(counts["nl", name] >= least for name, least in minimum.items())
    answerable = Counter(q.language for q in questions if q.answerable)
    assert answerable["nl"] >= 130
    assert answerable["en"] >= 28
    assert answerable["de"] + answerable["fr"] >= 12


def test_unanswerable_questions_are_half_near_half_far(questions):
    names = Counter(q.slice for q in questions if not q.answerable)
    assert set(names) == {"none-near", "none-far"}
    assert sum(names.values()) >= 55
    assert abs(names["none-near"] - names["none-far"]) <= 6
    assert not [q.id for q in questions if q.answerable and q.slice.startswith("none")]
    assert sum(q.language == "en" for q in questions if not q.answerable) >= 8


def test_no_text_comes_twice(questions):
    texts = Counter(" ".join(q.text.lower().split()) for q in questions)
    assert [text for text, count in texts.items() if count > 1] == []


def test_judgements_name_pairs_of_the_sample_and_leave_none_out(questions, pairs):
    judged = {pair for q in questions for pair in q.relevant}
    assert len(pairs) == 117
    assert judged == set(pairs)
    assert all(set(q.relevant.values()) <= {1, 2} for q in questions)
    assert [q.id for q in questions if q.answerable and 2 not in q.relevant.values()] == []


def test_questions_with_one_answer_are_judged_together(questions, pairs):
    incomplete = [
        (q.id, number)
        for q in questions
        for pair in q.relevant
        for number in pairs[pair].numbers
        if f"{pairs[pair].document}#{number}" not in q.relevant
    ]
    assert incomplete == []


def test_a_rephrased_question_shares_no_word_with_what_answers_it(questions, pairs):
    found = {
        (q.id, pair): words
        for q in questions
        if q.slice == "rephrase"
        for pair in q.relevant
        if (words := shared(q.text, pairs[pair].question))
    }
    assert found == {}


def test_all_questions_about_a_pair_are_in_one_split(questions):
    splits = defaultdict(set)
    for question in questions:
        for pair in question.relevant:
            splits[pair].add(question.split)
    assert [pair for pair, names in splits.items() if len(names) > 1] == []


def test_the_splits_are_alike(questions):
    sizes = Counter((q.split, q.language, q.slice) for q in questions)
    for language, name in {(q.language, q.slice) for q in questions}:
        dev, test = sizes[Split.DEV, language, name], sizes[Split.TEST, language, name]
        assert abs(dev - test) <= 2, (language, name)
    documents = Counter((q.split, pair.split("#")[0]) for q in questions for pair in q.relevant)
    for document in {name for _, name in documents}:
        dev, test = documents[Split.DEV, document], documents[Split.TEST, document]
        assert abs(dev - test) <= 0.15 * (dev + test), document


def test_the_form_does_not_give_the_verdict_away(questions):
    """Answerable and unanswerable questions are equally often counts, short, long, asked."""
    forms = {
        "how many": asks_how_many,
        "question mark": lambda q: "?" in q.text,
        "short": lambda q: len(q.text.split()) <= 5,
        "long": lambda q: len(q.text.split()) >= 16,
    }
    for name, form in forms.items():
        rates = []
        for answerable in (True, False):
            chosen = [q for q in questions if q.answerable is answerable]
            rates.append(sum(map(form, chosen)) / len(chosen))
        assert abs(rates[0] - rates[1]) <= 0.05, (name, rates)
