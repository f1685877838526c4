"""The help page: figures only from a report."""

import json

import pytest

from qa.ui.help import Measured, help_page, measured

GROUP = {
    "answerable": 80,
    "unanswerable": 20,
    "misled": 4,
    "ranking": {"hit@1": {"value": 0.725}},
    "labels": {
        "answerable": {"answered": 70, "related": 7, "none": 3},
        "unanswerable": {"answered": 2, "related": 8, "none": 10},
    },
}


def test_figures_come_from_the_report(tmp_path):
    report = tmp_path / "figures.json"
    values = {"system": {"fingerprint": "ours"}, "groups": {"test": GROUP}}
    report.write_text(json.dumps(values), encoding="utf-8")
    assert measured(report) == Measured(80, 20, 72, 72, 2, 4, 3)
    assert "72 keer gegeven, waarvan 6 keer ten onrechte" in help_page("nl", report)
    assert "first for 72%" in help_page("en", report, fingerprint="ours")
    assert "niet gemeten" in help_page("nl", report, fingerprint="another")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"groups": {"test": {}}}', "\x00"])
def test_a_report_without_figures_gives_none(tmp_path, text):
    report = tmp_path / "figures.json"
    report.write_text(text, encoding="utf-8")
    assert measured(report) is None


def test_without_a_report_it_says_so(tmp_path):
    for report in (None, tmp_path / "none.json"):
        assert "niet gemeten" in help_page("nl", report)
        assert "not been measured" in help_page("en", report)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_other_percentage_is_claimed(language):
    assert "%" not in help_page(language, None)
