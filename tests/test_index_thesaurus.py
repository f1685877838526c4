"""Another word may stand for the one that was asked, and says less than it."""

import pytest

from index.analysis import analyse
from index.lexical import Entry, Ingredients, Lexical, write_lexical
from index.thesaurus import alternatives, thesaurus


def term(word):
    (found,) = analyse(word)
    return found


def test_words_of_a_line_stand_for_its_first_word_and_it_for_them():
    found = alternatives(["munitie\tkogels; patronen", "wapens\tkogels"], [])
    assert found[term("munitie")] == (term("kogels"), term("patronen"))
    assert found[term("kogels")] == (term("munitie"), term("wapens"))
    assert term("patronen") not in found[term("kogels")]


def test_words_of_a_place_all_stand_for_each_other_and_remarks_for_nothing():
    found = alternatives([], ["# Landen; regio", "Iran; Iraans; Teheran"])
    assert set(found) == {term("Iran"), term("Iraans"), term("Teheran")}
    assert found[term("Teheran")] == (term("Iran"), term("Iraans"))


def test_phrases_forms_of_one_word_and_function_words_are_left_out():
    found = alternatives(["uitkering\tgeld van de gemeente; uitkeringen; de; bijstand"], [])
    assert found == {term("uitkering"): (term("bijstand"),), term("bijstand"): (term("uitkering"),)}


def test_the_thesaurus_knows_what_people_say_for_what_papers_write():
    known = thesaurus()
    for said, written in (("soldaten", "militairen"), ("kogels", "munitie"), ("Teheran", "Iran")):
        assert term(written) in known[term(said)]
    assert max(map(len, known.values())) <= 12


ENTRIES = [
    Entry("Is er genoeg munitie?", "De voorraad is beperkt.", ""),
    Entry("Zijn er kogels over?", "De voorraad is beperkt.", ""),
    Entry("Zijn er helmen over?", "De voorraad is beperkt.", ""),
]


@pytest.fixture
def lexical(tmp_path):
    write_lexical(tmp_path / "lexical", ENTRIES)
    return Lexical(tmp_path / "lexical")


def test_a_pair_is_found_by_another_word_below_one_with_the_word_itself(lexical):
    munition, bullets, helmets = lexical.scores("kogels")
    assert bullets > munition > helmets == 0


def test_a_pair_with_both_words_scores_as_with_the_better_one(tmp_path):
    both = Entry("Zijn er kogels over?", "De munitie is beperkt.", "")
    one = Entry("Zijn er kogels over?", "De helling is beperkt.", "")
    for name, ingredients in (("with", Ingredients()), ("bare", Ingredients(thesaurus=False))):
        write_lexical(tmp_path / name, [both, one], {}, ingredients)
    with_it = Lexical(tmp_path / "with").scores("kogels")
    bare = Lexical(tmp_path / "bare").scores("kogels")
    assert with_it[0] == pytest.approx(bare[0])
    assert Lexical(tmp_path / "bare").scores("patronen").max() == 0


def test_what_was_not_asked_is_not_missed(lexical, tmp_path):
    write_lexical(tmp_path / "bare", ENTRIES, {}, Ingredients(thesaurus=False))
    assert lexical.ideal("kogels") == pytest.approx(Lexical(tmp_path / "bare").ideal("kogels"))
