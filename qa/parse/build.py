"""Turns a reading into what the house knows: document, pairs, gaps, and what is left over."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from qa.clean import Clean, Passage, merge
from qa.metadata import describe
from qa.model import (
    Document,
    Gap,
    Kind,
    Note,
    Pair,
    Parsed,
    Reference,
    ReferenceKind,
    SourceText,
    Span,
)
from qa.parse.kinds import settle
from qa.parse.layouts import Role
from qa.parse.opening import introduction, opening_end
from qa.parse.prepare import Prepared
from qa.parse.reading import Part, Reading
from qa.parse.score import confidence
from qa.parse.sentences import paragraphs
from qa.references import find_references

THRESHOLD = 0.35
"""A reading less sure than this is reported as gaps."""

_LONGEST_HEADING = 8000
_BEHIND_TEXT = 3
_ASKED = re.compile(r"\?[»”’\"')]*\s*$")
_FEWEST_ASKED = 3
"""Lines that end in a question mark: a letter may hold one or two."""
_LETTER = re.compile(r"^[ \t]*Geachte\b|\bHierbij\s+(?:bied|zend|stuur|doe)", re.I | re.M)
_LABELLED = re.compile(
    r"^[ \t]*+[*_#>]{0,4}[ \t]*+(?:Antwoord(?:en)?|Antw\.|Answers?|(?-i:A)(?=[ \t]*+\d*+:))[ \t]*+"
    r"(?:\d{1,3}[a-z]?)?(?:[ \t]*+(?:[.:)*_]|$)|(?<=\d)[ \t])",
    re.I | re.M,
)
"""The label of an answer; a letter may hold one."""
_TABLED = re.compile(
    r"^[^\n]{0,80}\bvra(?:ag|gen)\b[^\n|]{0,40}\|[^\n]{0,80}\bantwoord", re.I | re.M
)
"""The head of a table of answers."""
_NO_ANSWER = "Het document bevat geen antwoord op deze vraag."
_NO_TEXT = "Onder dit nummer staat geen vraagtekst."
_UNSURE = "De indeling van het document is niet zeker genoeg herkend om deze vraag te lezen."
_UNNUMBERED = "Het document bevat vragen, maar geen genummerde vragen die te herkennen zijn."
_ONLY_ASKED = "Het document bevat alleen de vragen; het antwoord verschijnt apart."
_POSTPONED = "De beantwoording is uitgesteld of verwezen."


def build(
    source: SourceText, prepared: Prepared, hint: Kind | None, reading: Reading | None
) -> Parsed:
    """The result of a reading; without one, or with an unsure one, a document with gaps."""
    sure = 1.0 if reading is None else confidence(reading, prepared.clean)
    if reading is None or sure < THRESHOLD:
        return _without_pairs(source, prepared, hint, reading, sure)
    numbered = reading.numbered()
    answered = sum(reading.answer_to(number, part) is not None for number, part in numbered)
    kind = settle(hint, answered, len(numbered) - answered)
    document = describe(source, _heading(prepared, reading), kind)
    explanation = _passage(prepared.clean, reading, Role.EXPLANATION)
    opening = _together(prepared.clean, introduction(prepared.clean, reading.start))
    document = replace(
        document,
        introduction=opening.text,
        introduction_spans=opening.spans,
        explanation=explanation.text,
        references=_of_document(document, prepared, reading, explanation),
    )
    maker = _Maker(document.id, document.kind, prepared, reading)
    pairs, gaps = maker.make()
    return Parsed(
        document,
        source,
        tuple(pairs),
        tuple(gaps),
        reading.layout.name,
        round(sure, 4),
        prepared.furniture,
        _unassigned(prepared, pairs, reading, explanation),
    )


def _without_pairs(
    source: SourceText,
    prepared: Prepared,
    hint: Kind | None,
    reading: Reading | None,
    sure: float,
) -> Parsed:
    """A document without pairs: a letter, a bare postponement, or one that could not be read."""
    named = reading if reading and not reading.layout.weak else None
    kind = hint or _kind_unread(prepared, named)
    document = describe(source, _heading(prepared, named), kind)
    gaps = _unread(prepared, kind, named)
    lines = [prepared.clean.text.rfind("\n", 0, gap.at) + 1 for gap in gaps]
    body = Span(min([opening_end(prepared.clean), *lines]), len(prepared.clean.text))
    if kind is not Kind.LETTER:
        found = find_references(prepared.clean.passage(body.start, body.end))
        document = replace(document, references=_foreign(document, found))
    is_read = kind is Kind.LETTER or (kind is Kind.POSTPONEMENT and not gaps)
    left = [] if is_read else prepared.clean.lines(body.start)
    return Parsed(
        document,
        source,
        gaps=gaps,
        confidence=round(sure, 4) if gaps else 1.0,
        furniture=prepared.furniture,
        unassigned=merge(Span(line.start, line.end) for line in left),
    )


def _kind_unread(prepared: Prepared, reading: Reading | None) -> Kind:
    """What a text that announces nothing is when it could not be read."""
    text = prepared.clean.text
    labelled = _TABLED.search(text) or len(list(islice(_LABELLED.finditer(text), 2))) > 1
    if labelled and "?" in text:
        return Kind.ANSWERS
    return Kind.QUESTIONS if reading or _asks(prepared) else Kind.LETTER


def _asks(prepared: Prepared) -> bool:
    """Whether a text that announces nothing is a list of questions all the same."""
    clean = prepared.clean
    if _LETTER.search(clean.text):
        return False
    start = opening_end(clean)
    lines = [clean.text[line.start : line.end] for line in clean.lines(start)]
    blocks = [clean.text[a:b] for a, b in paragraphs(clean, start, len(clean.text))]
    return any(
        (asked := sum(bool(_ASKED.search(text)) for text in texts)) >= _FEWEST_ASKED
        and 2 * asked >= len(texts)
        for texts in (lines, blocks)
    )


def _unread(prepared: Prepared, kind: Kind, reading: Reading | None) -> tuple[Gap, ...]:
    """The questions that are there and could not be read; a postponement need hold none."""
    if kind is Kind.LETTER:
        return ()
    if reading is not None:
        return tuple(Gap(n, _UNSURE, part.mark.start) for n, part in reading.numbered())
    asked = prepared.clean.text.find("?")
    if asked < 0 or kind is Kind.POSTPONEMENT:
        return ()
    return (Gap("", _UNNUMBERED, asked),)


def _heading(prepared: Prepared, reading: Reading | None) -> str:
    """The text above the first question, its lines kept and their hyphens joined."""
    first = reading.start if reading else 0
    end = first or min(len(prepared.plain.text), _LONGEST_HEADING)
    return prepared.plain.printed(max(0, end - _LONGEST_HEADING), end)


def _of_document(
    document: Document, prepared: Prepared, reading: Reading, explanation: Passage
) -> tuple[Reference, ...]:
    """What the heading and the Toelichting point to, the document itself left out."""
    first = reading.start
    heading = prepared.clean.passage(max(0, first - _LONGEST_HEADING), first)
    return _foreign(document, (*find_references(heading), *find_references(explanation)))


def _foreign(document: Document, found: tuple[Reference, ...]) -> tuple[Reference, ...]:
    own = {document.id, *document.zaken, ""}
    return tuple(reference for reference in found if reference.document not in own)


def _passage(clean: Clean, reading: Reading, role: Role) -> Passage:
    region = reading.ends.get(role)
    return clean.passage(region.start, region.end) if region else Passage("")


def _together(clean: Clean, regions: tuple[Span, ...]) -> Passage:
    """What stands in several regions as one passage, each on lines of its own."""
    passages = [clean.passage(region.start, region.end) for region in regions]
    shown = [passage for passage in passages if passage.text]
    return Passage(
        "\n".join(passage.text for passage in shown),
        spans=tuple(span for passage in shown for span in passage.spans),
    )


def _reaches(spans: tuple[Span, ...], mark: Span) -> bool:
    """Whether a mark stands within a text or directly behind it."""
    return bool(spans) and spans[0].start <= mark.start <= spans[-1].end + _BEHIND_TEXT


class _Maker:
    """Makes the pairs of one document."""

    def __init__(self, document: str, kind: Kind, prepared: Prepared, reading: Reading) -> None:
        self._document = document
        self._kind = kind
        self._prepared = prepared
        self._reading = reading
        self._known = {number for number, _ in reading.numbered()}
        self._texts: dict[Span, tuple[Passage, tuple[Reference, ...]]] = {}
        announced = _passage(prepared.clean, reading, Role.ANNOUNCEMENT).text
        self._reason = {
            Kind.QUESTIONS: _ONLY_ASKED,
            Kind.POSTPONEMENT: announced or _POSTPONED,
        }.get(kind, "")

    def make(self) -> tuple[list[Pair], list[Gap]]:
        """The pairs in the document's order, and the questions that could not be paired."""
        pairs: list[Pair] = []
        gaps: list[Gap] = []
        for number, part in self._reading.numbered():
            question, asked = self._text(part.region)
            answer = self._reading.answer_to(number, part)
            reply, replied = self._text(answer.region) if answer else (Passage(""), ())
            if not question.text:
                gaps.append(Gap(number, _NO_TEXT, part.mark.start))
            elif not reply.text and not self._reason:
                gaps.append(Gap(number, _NO_ANSWER, part.mark.start))
            else:
                pairs.append(self._pair(part, number, question, reply, (*asked, *replied)))
        return pairs, gaps

    def _text(self, region: Span) -> tuple[Passage, tuple[Reference, ...]]:
        """A region's text and references, made once for all questions that share it."""
        if region not in self._texts:
            passage = self._prepared.clean.passage(region.start, region.end)
            self._texts[region] = (passage, find_references(passage))
        return self._texts[region]

    def _pair(
        self,
        part: Part,
        number: str,
        question: Passage,
        reply: Passage,
        references: tuple[Reference, ...],
    ) -> Pair:
        lead = _together(self._prepared.clean, part.leads)
        return Pair(
            id=f"{self._document}#{number}",
            document=self._document,
            number=number,
            numbers=self._reading.group_of(number, part),
            question=question.text,
            answer=reply.text,
            question_spans=question.spans,
            answer_spans=reply.spans,
            introduction=lead.text,
            introduction_spans=lead.spans,
            notes=self._notes(lead.spans, question.spans, reply.spans),
            refers_to=self._within(references, number),
            references=references,
            unanswered="" if reply.text else self._reason,
        )

    def _notes(self, *parts: tuple[Span, ...]) -> tuple[Note, ...]:
        """The notes whose mark stands in, or directly behind, the pair's text."""
        return tuple(
            note
            for note, mark in zip(self._prepared.notes, self._prepared.marks, strict=True)
            if mark is not None and any(_reaches(part, mark) for part in parts)
        )

    def _within(self, references: tuple[Reference, ...], number: str) -> tuple[str, ...]:
        """The numbers of this document that the pair points to, itself left out."""
        numbers = [
            target
            for reference in references
            if reference.kind is ReferenceKind.PAIR and not reference.document
            for target in reference.numbers
        ]
        return tuple(dict.fromkeys(n for n in numbers if n in self._known and n != number))


def _unassigned(
    prepared: Prepared, pairs: list[Pair], reading: Reading, explanation: Passage
) -> tuple[Span, ...]:
    """What of the body, from the first question on, belongs to nothing known."""
    taken = [span for pair in pairs for span in (*pair.question_spans, *pair.answer_spans)]
    taken += [region for part in reading.parts for region in (part.region, *part.leads)]
    taken += [Span(marker.start, marker.end) for marker in reading.markers]
    taken += [region for role, region in reading.ends.items() if role is not Role.EXPLANATION]
    taken += explanation.spans
    free = prepared.clean.mask([Span(0, reading.start), *taken]).lines()
    return merge(Span(line.start, line.end) for line in free)
