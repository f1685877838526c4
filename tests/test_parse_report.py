"""The report on a folder, the listing of a reading, and the real documents beside the project."""

import time

import pytest

from qa.explain import Taken, explain, pieces, shares
from qa.parse import parse
from qa.parse_report import main, report
from tests.parse_files import source

TEXT = "Vraag 1\nWat kost de tol?\nAntwoord 1\nTwee euro.\nVraag 2\nEn morgen?\n"


def test_a_report_counts_and_goes_on_past_bad_files(tmp_path, capsys):
    (tmp_path / "goed.txt").write_text(TEXT, "utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")
    tally = report(tmp_path)["."]
    assert (tally.documents, tally.pairs, tally.answered) == (1, 1, 1)
    assert tally.gaps == ["goed.txt: vraag 2"]
    assert len(tally.refused) == 1
    assert main([str(tmp_path)]) == 0
    assert "geweigerd" in capsys.readouterr().out


def test_an_empty_folder_is_said_to_be_empty(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "staat geen document" in capsys.readouterr().err


def test_a_listing_says_what_was_taken_as_what_and_why():
    parsed = parse(source(TEXT))
    listed = explain(parsed)
    assert "de kop noemt vraag 1" in listed
    assert "niet gelezen: vraag 2" in listed
    taken = [piece.taken for piece in pieces(parsed)]
    assert taken[:4] == [Taken.HEADING, Taken.QUESTION, Taken.HEADING, Taken.ANSWER]
    assert abs(sum(shares(pieces(parsed), TEXT).values()) - 1) < 1e-9


@pytest.mark.timeout(600)
def test_the_real_documents(shared):
    begin = time.process_time()  # parsing only: files are taken apart in processes of their own
    tallies = report(shared / "documents")
    assert time.process_time() - begin < 60
    assert sum(tally.documents for tally in tallies.values()) >= 150
    assert tallies["pdf"].pairs == 96
    assert tallies["docx"].pairs == 46
    assert tallies["txt"].pairs == 451
    assert tallies["rekenkamer"].pairs == 1121
    # Three papers ask without numbers; nothing else is left unread.
    gaps = [gap for tally in tallies.values() for gap in tally.gaps]
    assert len(gaps) == 3
    assert all(gap.endswith("vraag ") for gap in gaps)
    assert sum(len(tally.refused) for tally in tallies.values()) == 1
