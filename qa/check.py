"""Whole question sets: what arrives on a staffer's desk, checked question by question.

    text or file → read_set → QuestionSet → check_set → Checked, one at a time → overview

The set's questions are read by the parser of official documents; free text without numbers is
split. A question that leans on its set ("Wat is uw reactie hierop?") is searched together with
the subject of the set, any other by its own words alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from string import ascii_lowercase
from typing import Final

from qa.acquaintance import asks_acquaintance_only
from qa.answer import compose
from qa.enumerated import split_numbered
from qa.errors import KamervragenError, QueryError, checked_query
from qa.followup import understood
from qa.model import JUDGED, Filters, Format, Kind, Label, Pair, Reply, SourceText
from qa.numbers import listed
from qa.parse import parse
from qa.parse.opening import is_opening
from qa.pasted import plain
from qa.retrieval import NO_FILTERS, Retriever
from qa.split import split_free, split_heading

MOST_QUESTIONS: Final = 1_000
"""Questions in one set; the longest official lists count some hundreds."""
_WORKERS: Final = 2
"""Questions checked at a time: a plain machine has two cores. Results do not depend on it."""
_AHEAD: Final = 2 * _WORKERS
"""Questions under way that nobody waits for yet: a check that is stopped does little in vain."""
_CONTEXT: Final = 300
"""Characters of the set's subject that a leaning question is read with."""
_UNNAMED: Final = "onbenoemd"
"""How layouts are called whose answers carry no name."""
_BARE: Final = re.compile(r"^[^\S\n]*+vraag[^\S\n]*+$\n?", re.IGNORECASE | re.MULTILINE)
"""A heading without a number, as official XML has above a question that was given none."""
_ABOUT: Final = re.compile(
    r"^vragen van\b.*?\bover\s+(.*?)(?:\s*\(ingezonden[^)]*\))?\.?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """One question of a set: its number as written (or counted) and its text.

    A question that was asked under more numbers has them all: "2 en 3".
    """

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set of questions with what stands above them. `unread` names what was not read."""

    questions: tuple[SetQuestion, ...]
    title: str = ""
    introduction: str = ""
    source: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One question with its reply; `read_as` is what was searched.

    `reply` is None where the question could not be searched; `problem` then says why.
    """

    question: SetQuestion
    read_as: str
    reply: Reply | None
    problem: str = ""

    @property
    def label(self) -> Label:
        """The verdict, "none" where there is no reply."""
        return self.reply.verdict.label if self.reply else Label.NONE


@dataclass(frozen=True, slots=True)
class Overview:
    """How many questions got which verdict, and where the answers stand.

    `ministries` and `years` count the first quotes of questions that are not new, by ministry
    and by vergaderjaar, most first; "" is unknown.
    """

    labels: dict[Label, int]
    ministries: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]


def read_set(given: str | SourceText) -> QuestionSet:
    """The questions of a pasted text or of a file that was read.

    Raises:
        QueryError: it holds no question, or more than `MOST_QUESTIONS`.
    """
    source = _as_source(given)
    found = _parsed(source) or _numbered(source) or _free(source)
    if not found.questions:
        raise QueryError("Er staat geen vraag in. Plak een tekst met vragen of kies een bestand.")
    if len(found.questions) > MOST_QUESTIONS:
        raise QueryError(
            f"De set telt {len(found.questions)} vragen; hoogstens {MOST_QUESTIONS} kunnen in één "
            "keer worden getoetst. Verdeel hem over meer sets."
        )
    return found


def check_set(
    given: str | SourceText | QuestionSet,
    retriever: Retriever,
    *,
    k: int = 3,
    filters: Filters = NO_FILTERS,
) -> Iterator[Checked]:
    """Checks every question of a set, in order, each as soon as it is done.

    Raises:
        QueryError: as `read_set`. A single question that cannot be searched raises nothing:
            its `Checked.problem` says why.
        StoreError: the index cannot be searched.
    """
    questions = given if isinstance(given, QuestionSet) else read_set(given)
    under_way: deque[Future[Checked]] = deque()
    with ThreadPoolExecutor(_WORKERS) as workers:
        try:
            for question, text in _read(questions):
                under_way.append(workers.submit(_check, question, text, retriever, k, filters))
                if len(under_way) > _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            workers.shutdown(cancel_futures=True)


def _read(questions: QuestionSet) -> Iterator[tuple[SetQuestion, str]]:
    """Each question with what it is searched by."""
    context = subject(questions)
    before: list[str] = [context] if context else []
    for question in questions.questions:
        yield question, understood(question.text, before)
        if not context:
            before.append(question.text)


def subject(questions: QuestionSet) -> str:
    """What the set is about, from its title, or else from its introduction; "" if unsaid."""
    title = " ".join(questions.title.split())
    if match := _ABOUT.match(title):
        title = match[1]
    return (title or " ".join(questions.introduction.split()))[:_CONTEXT]


def overview(checked: Sequence[Checked]) -> Overview:
    """The counts above a checked set."""
    labels = Counter(one.label for one in checked)
    found = [
        one.reply.quotes[0].hit.document
        for one in checked
        if one.reply and one.reply.quotes and one.label is not Label.NONE
    ]
    return Overview(
        labels={label: labels[label] for label in Label},
        ministries=_counted([document.ministry for document in found]),
        years=_counted([document.vergaderjaar for document in found]),
    )


def _counted(values: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _check(
    question: SetQuestion, text: str, retriever: Retriever, k: int, filters: Filters
) -> Checked:
    try:
        query = checked_query(text)
    except KamervragenError as error:
        return Checked(question, text, None, str(error))
    found = retriever.search(query, k=max(k, JUDGED), filters=filters)
    reply = compose(text, found, retriever, k=k)
    if asks_acquaintance_only(question.text):
        reply = replace(reply, verdict=reply.verdict.at_most_related())
    return Checked(question, text, reply)


def _as_source(given: str | SourceText) -> SourceText:
    """A text as a source, without what mail and tables put around it."""
    text = given if isinstance(given, str) else given.text
    cleaned = plain(text)
    if isinstance(given, SourceText) and cleaned == text:
        return given
    name, kind = ("", Format.TXT) if isinstance(given, str) else (given.name, given.format)
    return SourceText(name, kind, hashlib.sha256(cleaned.encode()).hexdigest(), cleaned)


def _parsed(source: SourceText) -> QuestionSet | None:
    parsed = parse(source)
    if parsed.document.kind is Kind.POSTPONEMENT and not parsed.pairs and "?" not in source.text:
        return QuestionSet(())  # Or the notice itself would be taken for a question.
    counted = split_numbered(source.text)[1] if parsed.layout.endswith(_UNNAMED) else ()
    if len(parsed.pairs) < max(1, len(counted)):
        return None  # Without a name above its answers, a layout can take a question for one.
    document = parsed.document
    start = min(pair.question_spans[0].start for pair in parsed.pairs if pair.question_spans)
    title, above = split_heading(_without_last_number(source.text[:start]))
    return QuestionSet(
        tuple(_asked(parsed.pairs)),
        title=document.title or title,
        introduction=document.introduction or _without_opening(above),
        source=source.name,
        unread=tuple(f"{gap.number}: {gap.reason}" for gap in parsed.gaps),
    )


def _asked(pairs: Sequence[Pair]) -> Iterator[SetQuestion]:
    """The questions of pairs, those that share one text as one.

    A question under a bare "Vraag" of its own gets a letter behind its number.
    """
    for _, sharing in groupby(pairs, key=lambda pair: pair.question_spans):
        together = list(sharing)
        number = listed([pair.number for pair in together])
        texts = [text.strip() for text in _BARE.split(together[0].question) if text.strip()]
        for at, text in enumerate(texts):
            yield SetQuestion(number + ascii_lowercase[at % 26] if at else number, text)


def _without_opening(above: str) -> str:
    """What stands above the questions, less the fixed lines that an official document opens with.

    A line in small letters runs on from the one above it.
    """
    kept: list[str] = []
    dropped = False
    for line in above.splitlines():
        runs_on = dropped and line[:1].islower()
        dropped = runs_on or is_opening(line) or not any(map(str.islower, line))
        if not dropped:
            kept.append(line)
    return "\n".join(kept)


def _without_last_number(text: str) -> str:
    """What stands above the first question, without that question's own number."""
    return re.sub(r"(?:\bvraag\s*)?\d+[a-z]?\s*[.:)]?\s*$", "", text, flags=re.IGNORECASE)


def _numbered(source: SourceText) -> QuestionSet | None:
    above, questions = split_numbered(source.text)
    if not questions:
        return None
    title, introduction = split_heading(above)
    asked = tuple(SetQuestion(number, text) for number, text in questions)
    return QuestionSet(asked, title, introduction, source.name)


def _free(source: SourceText) -> QuestionSet:
    above, questions = split_free(source)
    title, introduction = split_heading(above)
    numbered = (SetQuestion(str(at), question) for at, question in enumerate(questions, 1))
    return QuestionSet(tuple(numbered), title, introduction, source.name)
