from eval.known_item import known_items, titles, verbatim
from eval.run import run
from tests.eval_fakes import TEXTS, ListRetriever


def test_each_question_is_to_find_its_own_pair():
    questions = verbatim(ListRetriever())
    assert [q.text for q in questions] == [question for question, _ in TEXTS.values()]
    assert [q.relevant for q in questions] == [{"toets#1": 2}, {"toets#2": 2}, {"toets#3": 2}]
    assert {q.slice for q in questions} == {"verbatim"}


def test_a_perfect_retriever_finds_them_all_and_a_broken_one_does_not():
    assert [row.rank for row in run(verbatim(ListRetriever()), ListRetriever()).rows] == [1, 1, 1]

    class Broken(ListRetriever):
        def search(self, query, **options):
            return super().search("zomaar iets", **options)

    assert [row.rank for row in run(verbatim(ListRetriever()), Broken()).rows] == [1, 2, 3]


def test_pairs_that_ask_the_same_are_all_right():
    twice = {"1": ("Kunt u dit beantwoorden?", "Ja."), "2": ("Kunt u  dit\nbeantwoorden?", "Nee.")}
    for question in verbatim(ListRetriever(twice)):
        assert question.relevant == {"toets#1": 2, "toets#2": 2}


def test_a_pair_without_an_answer_is_no_item():
    assert verbatim(ListRetriever({"1": ("Hoe laat is het?", "")})) == []


def test_a_title_is_to_find_any_pair_of_its_document():
    (question,) = titles(ListRetriever())
    assert question.text == "Vee en water"
    assert question.relevant == {"toets#1": 1, "toets#2": 1, "toets#3": 1}
    assert question.slice == "title"
    assert titles(ListRetriever(title="")) == []


def test_a_limit_draws_the_same_questions_each_time_in_order():
    many = {str(n): (f"Wat is {n}?", "Een getal.") for n in range(1, 60)}
    chosen = known_items(ListRetriever(many), limit=5)
    assert chosen == known_items(ListRetriever(many), limit=5)
    asked = [q.id for q in chosen if q.slice == "verbatim"]
    assert len(asked) == 5
    everything = [q.id for q in verbatim(ListRetriever(many))]
    assert asked == sorted(asked, key=everything.index)
    assert len(known_items(ListRetriever(many))) == 60
