"""Running titles inside texts that lost their lines."""

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
