"""What goes into the training, and above all what stays out."""

import csv
import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from index.training import data, sources
from index.training.documents import (
    NEAR,
    Item,
    Query,
    dev_documents,
    read_elsewhere,
    read_passages,
    read_queries,
    relevant,
)
from index.training.examples import Examples, Mix
from index.training.noise import document_frequencies, keywords, typing_errors


def write(folder, name, *lines):
    (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def training(tmp_path):
    write(tmp_path, sources.LASER, "He runs.\tHij rent.")
    write(tmp_path, sources.STSB, "test\tEen man zingt.\tEen vrouw zingt.\t2.0", "train\ta\tb\t1")
    write(tmp_path, sources.SICK, "TEST\tTwee honden.\tEen hond.\t3.0\tNEUTRAL")
    for source in sources.PASSAGES:
        write(tmp_path, source.file, f"Titel van {source.what}\tEen lange tekst" + " eronder" * 9)
    return tmp_path


def test_no_sentence_of_a_test_is_trained_on_however_it_is_written(training):
    source = sources.Source("pairs.tsv", "", "")
    write(
        training,
        "pairs.tsv",
        "She is running\tHIJ RENT!",
        "he  runs\tHij loopt hard.",
        "A man is singing\tEen man zingt",
        "Two dogs\ttwee honden",
        "a\tb",
        "The minister answers.\tDe minister antwoordt.",
    )
    pairs = data.parallel(training, seed=0, sources=(source,))
    assert {pair.dutch for pair in pairs} == {"De minister antwoordt.", "b"}


def test_sentences_come_once_aligned_and_no_more_than_the_source_may_give(training):
    write(training, "first.tsv", *(f"one number {n}\teen nummer {n}" for n in range(50)))
    write(
        training,
        "second.tsv",
        "one number 3\teen ander",
        "short\t" + "veel te lang voor die paar letters " * 3,
        "tail\tstaart\tand a third field",
    )
    limited = (sources.Source("first.tsv", "", "", 20), sources.Source("second.tsv", "", ""))
    pairs = data.parallel(training, seed=0, sources=limited)
    assert len(pairs) in (21, 22)
    assert "tail" in {pair.english for pair in pairs}
    assert not any("te lang" in pair.dutch for pair in pairs)
    assert pairs == data.parallel(training, seed=0, sources=limited)


def test_no_file_that_measures_is_a_source():
    used = {
        source.file
        for source in (*sources.PARALLEL, *sources.PASSAGES, *sources.DUTCH, sources.QUESTIONS)
    }
    assert used.isdisjoint({sources.LASER, sources.STSB, sources.SICK, "sick_en_nl.tsv"})
    assert all(s.licence for s in (*sources.PARALLEL, *sources.PASSAGES, *sources.DUTCH))


ANSWER = "Het antwoord is uitgebreid en noemt het bedrag van vier miljoen euro voor de opvang. " * 2


def item(document, number, group="", question=None):
    text = question or f"Hoeveel asielzoekers telt gemeente nummer {number} van {document}?"
    group = group or f"{document}#{number}"
    return Item(f"{document}#{number}", document, number, group, "Titel", text, ANSWER)


ITEMS = [item("a", "1"), item("a", "2", "a#1"), item("b", "1"), item("c", "1")]
QUERIES = [
    Query("Wat kost de opvang?", "rephrase", 0, "train"),
    Query("Wie betaalt de opvang?", "near", 1, "train"),
    Query("What does it cost?", "en", 3, "dev"),
]


def test_held_out_documents_give_no_example(training):
    assert dev_documents(QUERIES, ITEMS) == {"c"}
    examples = Examples(ITEMS, QUERIES, training, Mix(typing_errors=0.0), {})
    epoch = examples.epoch(1)
    assert examples.rows == [0, 1, 2]
    assert {e.item for e in epoch} == {-1, 0, 1, 2}
    assert not any("van c" in e.passage or "What does" in e.query for e in epoch)
    assert epoch == examples.epoch(1) != examples.epoch(2)


def test_a_near_question_goes_along_with_its_joint_group_and_never_as_a_query(training):
    epoch = Examples(ITEMS, QUERIES, training, Mix(typing_errors=0.0), {}).epoch(1)
    (written,) = [e for e in epoch if e.query == "Wat kost de opvang?"]
    assert written.near == "Wie betaalt de opvang?"
    assert written.passage in (ITEMS[0].question, ITEMS[0].whole)
    assert "Wie betaalt de opvang?" not in {e.query for e in epoch}


def test_a_line_that_was_asked_about_is_an_item_of_its_own(training):
    write(training, "lines.tsv", "Een titel\tEen tekst  eronder", "Iets anders")
    write(
        training, "asked.tsv", "file\tline\tquery", "lines.tsv\t2\tWat nog?", "lines.tsv\t1\tWat?"
    )
    items, queries = read_passages(training / "asked.tsv", training, start=7)
    assert [(i.question, i.answer) for i in items] == [
        ("Iets anders", ""),
        ("Een titel", "Een tekst eronder"),
    ]
    assert [(q.text, q.item, q.split) for q in queries] == [
        ("Wat nog?", 7, "train"),
        ("Wat?", 8, "train"),
    ]


def test_a_question_on_a_line_may_be_one_that_it_does_not_answer(training):
    write(training, "lines.tsv", "Een titel\tEen tekst")
    write(training, "asked.tsv", "file\tline\tkind\tquery", "lines.tsv\t1\tnear\tWie?")
    _, (query,) = read_passages(training / "asked.tsv", training, start=0)
    assert query == Query("Wie?", NEAR, 0, "train")


def test_a_translated_line_is_found_by_file_and_number(training, tmp_path_factory):
    written = tmp_path_factory.mktemp("written")
    write(training, "titles.txt", "Een titel ", "De bijstand\ten meer")
    write(written, "asked.tsv", "file\tline\tquery", "titles.txt\t1\tWaarom?")
    write(
        written,
        "translations.tsv",
        "file\tline\tenglish",
        "titles.txt\t2\tSocial assistance",
        "asked.tsv\t2\tWhy?",
    )
    assert data.read_translations(written / "translations.tsv", training, written) == [
        data.Parallel("Social assistance", "De bijstand"),
        data.Parallel("Why?", "Waarom?"),
    ]


def test_a_translated_question_is_sometimes_asked_in_english(training):
    asked = Counter(
        example.query
        for seed in range(40)
        for example in Examples(
            ITEMS, QUERIES, training, Mix(typing_errors=0.0), {QUERIES[0].text: "What does it cost"}
        ).epoch(seed)
        if example.item == 0 and "ost" in example.query
    )
    assert 0 < asked["What does it cost"] < asked[QUERIES[0].text]


def test_questions_on_other_texts_are_drawn_anew_for_each_epoch(training):
    passages = [Query(f"Vraag {n}?", "passage", 0, "train") for n in range(30)]
    examples = Examples(ITEMS, [*QUERIES, *passages], training, Mix(passages=10), {})
    drawn = [{e.query for e in examples.epoch(seed) if "raag" in e.query} for seed in (1, 2)]
    assert drawn[0] != drawn[1]
    assert len(drawn[0] & {q.text for q in passages}) <= 10


def test_questions_without_a_split_are_for_training(training):
    write(training, "q.tsv", "document\tnumber\tkind\tquery", "a\t2\trephrase\tWie?", "x\t1\ten\t?")
    (query,) = read_queries(training / "q.tsv", ITEMS)
    assert query == Query("Wie?", "rephrase", 1, "train")


ROOT = Path(__file__).resolve().parent.parent
ASKED = ("questions.tsv", "judged.tsv")
ON_PASSAGES = ("passages.tsv", "motions.tsv")
TRAINED_ON = (*ASKED, *ON_PASSAGES, "elsewhere.tsv")


def own_questions(name):
    with (ROOT / "index" / "training" / "written" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_no_question_of_the_evaluation_is_trained_on():
    asked = {
        data.key(json.loads(line)["text"])
        for name in ("seeds.jsonl", "elsewhere.jsonl")
        for line in (ROOT / "eval" / "data" / name).read_text("utf-8").splitlines()
    }
    own = [row["query"] for name in (*TRAINED_ON, "held_out.tsv") for row in own_questions(name)]
    assert len(own) > 5_000
    assert asked.isdisjoint(map(data.key, own))


def test_questions_about_other_things_come_once():
    asked = read_elsewhere(ROOT / "index" / "training" / "written" / "elsewhere.tsv")
    assert len(asked) > 3_000
    assert len(set(map(data.key, asked))) == len(asked)
    assert all(asked)


def test_translations_are_of_lines_that_may_be_trained_on(shared):
    folders = (shared / "training", ROOT / "index" / "training" / "written")
    path = ROOT / "index" / "training" / "written" / "translations.tsv"
    pairs = data.read_translations(path, *folders)
    assert len(pairs) > 10_000
    held_out = data.held_out(shared / "training")
    assert held_out.isdisjoint(data.key(pair.dutch) for pair in pairs)
    named = {row["file"] for row in own_questions("translations.tsv")}
    ours = {path.name for path in path.parent.iterdir()} - {"held_out.tsv"}
    assert named <= ours | {s.file for s in (*sources.DUTCH, *sources.PASSAGES, sources.QUESTIONS)}
    with (shared / "training" / sources.QUESTIONS.file).open(encoding="utf-8") as file:
        lines = ["", *csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    of_questions = [
        r for r in own_questions("translations.tsv") if r["file"] == sources.QUESTIONS.file
    ]
    assert all(lines[int(row["line"]) - 1]["split"] == "train" for row in of_questions)


def test_nothing_that_is_held_out_is_trained_on():
    held_out = {data.key(row["query"]) for row in own_questions("held_out.tsv")}
    for name in TRAINED_ON:
        assert held_out.isdisjoint(data.key(row["query"]) for row in own_questions(name))


def test_no_held_out_document_is_asked_about(shared):
    with (shared / "training" / sources.QUESTIONS.file).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    hidden = {row["document"] for row in rows if row["split"] != "train"}
    for name in ASKED:
        assert hidden.isdisjoint(row["document"] for row in own_questions(name))
    judged = own_questions("held_out.tsv")
    assert hidden >= {row["document"] for row in judged}
    assert {row["split"] for row in judged} == {"dev"}


def test_jointly_answered_and_equal_questions_count_as_right():
    twins = [*ITEMS, item("d", "9", question=ITEMS[2].question.upper())]
    assert relevant(twins, 0) == [0, 1]
    assert relevant(twins, 2) == [2, 4]


def test_keywords_are_the_rarer_words():
    texts = ["de opvang van vluchtelingen", "de opvang in Utrecht", "de stad Utrecht"]
    counts = document_frequencies(texts)
    assert counts["utrecht"] == 2
    for seed in range(20):
        made = keywords("De opvang in Utrecht en elders", counts, Random(seed)).split()
        assert Counter(made) <= Counter(["opvang", "utrecht"])
    assert keywords("Utrecht", counts, Random(0)) == ""


def test_a_typing_error_leaves_short_words_and_most_letters():
    text = "in de gemeente Utrecht is veel gebouwd"
    wrong = typing_errors(text, Random(3))
    assert wrong != text
    assert len(wrong.split()) == len(text.split())
    assert wrong.split()[:2] == ["in", "de"]
    assert abs(len(wrong) - len(text)) <= len(text.split())
