import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from eval.compare import compare
from eval.figures import measure
from eval.report import page
from eval.run import Run
from eval.sets import Split
from eval.svg import Axis, line
from qa.model import Label
from tests.eval_fakes import row

ROWS = (
    row("right", {"a": 2}, ["a"], probability=0.9, label=Label.ANSWERED, milliseconds=4),
    row("hack", {"a": 2}, ["x"], text="<script>alert(1)</script> & meer", milliseconds=9),
    row("none", {}, ["a"], probability=0.2, slice="none-far"),
    row("dev", {"a": 2}, ["a"], probability=0.2, split=Split.DEV),
)
RUN = Run("proef <1>", ROWS, {"encoder": "lijst"})
PAGE = page(RUN, measure(RUN))


class Outside(HTMLParser):
    """Collects everything by which a page would fetch or run something."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        if tag in {"script", "link", "iframe", "img"} or names & {"src", "href"}:
            self.found.append(tag)
        if any(name.startswith("on") for name in names):
            self.found.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_carries_everything_in_itself_and_is_well_formed():
    parser = Outside()
    parser.feed(PAGE)
    assert parser.found == []
    assert parser.open == []
    assert "http" not in PAGE and "@import" not in PAGE and "url(" not in PAGE


def test_texts_are_escaped():
    assert "<script>" not in PAGE
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meer" in PAGE
    assert "proef &lt;1&gt;" in PAGE


def test_every_plot_is_there_and_is_well_formed():
    plots = re.findall(r"<svg.*?</svg>", PAGE, flags=re.DOTALL)
    titles = {ElementTree.fromstring(plot).find("title").text for plot in plots}
    assert titles == {
        "MRR@10",
        "hit@3",
        "Reliability, test",
        "Precision and recall, test",
        "Latency",
    }


def test_the_page_is_the_same_each_time():
    assert page(RUN, measure(RUN)) == PAGE


def test_a_comparison_is_shown_when_there_is_one():
    before = Run("oud", tuple(row(r.question.id, dict(r.question.relevant), []) for r in ROWS[:1]))
    after = Run("nieuw", ROWS[:1])
    assert "Against oud" in page(after, measure(after), compare(before, after))
    assert "Against" not in PAGE


def test_a_run_without_rows_has_a_page():
    assert "Evaluation" in page(Run("leeg", ()), measure(Run("leeg", ())))


def test_points_stand_where_their_values_say():
    drawn = line([(0, 0), (50, 1)], Axis("x", 100), Axis("y"))
    assert 'points="52.0,256.0 229.0,14.0"' in drawn
