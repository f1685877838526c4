import pytest

from index.lookup import Target, target


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("27 925 nr. 748 vraag 12", Target("kst-27925-748", number="12")),
        ("vraag 12 van 27925-748", Target("kst-27925-748", number="12")),
        ("kst-27925-748 vraag 12", Target("kst-27925-748", number="12")),
        ("kst-27925-748", Target("kst-27925-748")),
        (
            "Kamerstukken II 2020/21, 27 925, nr. 748, vraag 13",
            Target("kst-27925-748", number="13"),
        ),
        ("Kamerstuk 27 925, nr. 722", Target("kst-27925-722")),
        ("36600-VII nr. 1", Target("kst-36600-VII-1")),
        ("kst-36600-VII-1", Target("kst-36600-VII-1")),
        ("21501-02 nr. 3174", Target("kst-21501-02-3174")),
        ("ah-tk-20232024-2367 vraag 4", Target("ah-tk-20232024-2367", number="4")),
        ("AH-TK-20232024-2367", Target("ah-tk-20232024-2367")),
        (
            "Aanhangsel Handelingen II 2023/24, nr. 2367, vraag 4",
            Target("ah-tk-20232024-2367", number="4"),
        ),
        ("Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528", Target("ah-tk-20242025-528")),
        ("2024Z11859", Target(zaak="2024Z11859")),
        ("vraag 3 van 2024Z 11859?", Target(zaak="2024Z11859", number="3")),
        ("kst-27925-748#13", Target("kst-27925-748", number="13")),
        ("003_f1832f43d078104a#1b", Target("003_f1832f43d078104a", number="1b")),
        (
            "wat is het antwoord op vraag 4 in ah-tk-20232024-2367",
            Target("ah-tk-20232024-2367", number="4"),
        ),
    ],
)
def test_what_is_named_is_found(query, expected):
    assert target(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        "Hoeveel demonstranten zijn er gedood in Irak?",
        "Wat staat er in 27 925 nr. 748 over België?",
        "vraag 12",
        "Hoeveel van de 27 925 euro is besteed?",
        "telefoonnummer 12 345-678 van het ministerie",
        "motie 2024Z11859 over stikstof",
        "C# en F#",
    ],
)
def test_a_question_in_words_is_searched(query):
    assert target(query) is None
