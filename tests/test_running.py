"""Running titles inside texts that lost their lines."""

import pytest

from qa.running import counters, titles

TITLE = "Antwoorden van de Rekenmeester op vragen over het rapport Bruggen en sluizen in 2031"


def masked(text):
    for span in reversed(titles(text, counters(text))):
        text = text[: span.start] + text[span.end :]
    return " ".join(text.split())


def test_a_title_behind_an_article_and_before_a_glued_counter():
    text = (
        f"De tol is hoog. {TITLE} 1/3 De brug is oud. In {TITLE} 2/3dat rapport staat meer. "
        f"De sluis lekt. {TITLE} 3/3 Het is zo."
    )
    assert "In 2/3dat rapport staat meer." in masked(text)
    assert "Rekenmeester" not in masked(text)


def test_a_few_words_quoted_behind_an_article_are_no_title():
    quote = "De Antwoorden op vragen over tol bleven uit"
    text = f"{quote}. Dat is jammer. Toen kwam er niets. {quote} en dat was het dan ook wel."
    assert titles(text, []) == []


@pytest.mark.parametrize("debris", ["-of ®", ".1", ".,", "2 181k - ••/%", "1814-2014 ••gf%"])
def test_the_debris_of_a_logo_before_a_title_goes_with_it(debris):
    text = (
        f"Zie het antwoord op vraag 3. {debris} {TITLE} 1/2 De sluis lekt. {debris} {TITLE} 2/2 Ja."
    )
    assert masked(text) == "Zie het antwoord op vraag 3. 1/2 De sluis lekt. 2/2 Ja."


def test_a_title_whose_capital_was_misread_is_one_all_the_same():
    wrong = TITLE.replace("Antwoorden", "intwoorden")
    assert masked(f"De tol is hoog. {TITLE} De sluis lekt. {wrong} Ja.") == (
        "De tol is hoog. De sluis lekt. Ja."
    )
    right = TITLE.replace("Antwoorden", "antwoorden")
    assert right in masked(f"De tol is hoog. {TITLE} De sluis lekt. Lees de {right} Ja.")


ABOUT = "Antwoorden van de Rekenmeester bij vragen van de Tweede Kamer over het"


def test_a_title_misread_at_its_end_goes_up_to_the_question_below_it():
    text = (
        f"{ABOUT} Onderzoek 2031 bij het Ministerie van Bruggen Vraag 1 Wie? Wij zijn het. "
        f"{ABOUT} Onderzoek 2031 bij het Ministerie van Sluizen Vraag 2 Wat? De tol is hoog."
    )
    assert masked(text) == "Vraag 1 Wie? Wij zijn het. Vraag 2 Wat? De tol is hoog."


def test_a_title_that_goes_on_otherwise_is_a_sections_heading():
    text = (
        f"{ABOUT} Onderzoek 2031 naar de bruggen Vraag 1 Wie? Wij zijn het. "
        f"{ABOUT} Jaarverslag van de sluizen en dijken in het noorden Vraag 2 Wat? Niets."
    )
    assert "over het Jaarverslag van de sluizen" in masked(text)


def test_counters_rise_and_have_one_total():
    text = "De tol 1/3 stijgt met 1/4 en dat is 2/3 van de helft en 3/3 is alles"
    assert [span.of(text) for span in counters(text)] == ["1/3", "2/3", "3/3"]
    assert counters("De brug is oud. " * 40 + "Een derde is 1/3 van het geheel.") == []
