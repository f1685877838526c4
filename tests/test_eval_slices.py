from eval.sets import Split
from eval.slices import Group, groups, length_of
from tests.eval_fakes import row


def test_questions_fall_in_every_group_that_they_belong_to():
    rows = [
        row("a", {"p": 2}, language="nl", slice="keyword", text="schapen"),
        row(
            "b",
            {"p": 2},
            language="en",
            slice="",
            split=Split.DEV,
            text="one two three four five six",
        ),
        row("c", {}, language="nl", slice="none-far"),
    ]
    found = {group.name: [r.question.id for r in inside] for group, inside in groups(rows)}
    assert found == {
        "dev": ["b"],
        "dev/en": ["b"],
        "dev/en/length:medium": ["b"],
        "test": ["a", "c"],
        "test/nl": ["a", "c"],
        "test/nl/keyword": ["a"],
        "test/nl/none-far": ["c"],
        "test/nl/length:short": ["a"],
    }


def test_the_order_does_not_follow_that_of_the_questions():
    rows = [row("a", {"p": 2}, language="nl"), row("b", {"p": 2}, language="en")]
    names = [group.name for group, _ in groups(rows)]
    assert names == [group.name for group, _ in groups(rows[::-1])]
    assert names.index("test/en") < names.index("test/nl")


def test_lengths_are_counted_in_words():
    assert length_of("een twee drie vier vijf") == "short"
    assert length_of("een twee drie vier vijf zes") == "medium"
    assert length_of(" ".join(["woord"] * 15)) == "medium"
    assert length_of(" ".join(["woord"] * 16)) == "long"


def test_a_group_is_written_with_its_parts():
    assert Group(Split.TEST).name == "test"
    assert Group(Split.DEV, "nl", "keyword").name == "dev/nl/keyword"
