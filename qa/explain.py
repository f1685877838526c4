"""Shows beside the source what the parser took as what, and why.

Every character of a text belongs to a piece: a question, an answer, a heading, a footnote, page
furniture, the opening or the closing of the document, or to nothing known.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa.model import Parsed, Span
from qa.parse.layouts import Role
from qa.parse.reading import Part, Reading
from qa.parse.readings import Analysis, analyse

_LABEL_WIDTH = 16
_TEXT_WIDTH = 100


class Taken(StrEnum):
    """What a piece of a source text was taken as; the values are shown on the screen."""

    INTRODUCTION = "inleiding"
    QUESTION = "vraag"
    ANSWER = "antwoord"
    HEADING = "kop"
    NOTE = "noot"
    MARK = "nootteken"
    FURNITURE = "blad"
    OPENING = "aanhef"
    ENDING = "slot"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: what it was taken as, of which number, and why."""

    span: Span
    taken: Taken
    label: str = ""
    why: str = ""


def pieces(parsed: Parsed) -> tuple[Piece, ...]:
    """The pieces of the source in text order; together they hold all that is no white space."""
    analysis = analyse(parsed.source)
    reading = analysis.best if parsed.layout else None
    known = sorted(
        [*_masked(parsed, analysis), *_marks(reading), *_texts(parsed, reading)],
        key=lambda piece: (piece.span.start, -piece.span.end),
    )
    return tuple(_filled(parsed.source.text, known, _end_of_opening(parsed, reading)))


def _end_of_opening(parsed: Parsed, reading: Reading | None) -> int:
    """Up to where what is not known otherwise belongs to the opening."""
    if reading is not None:
        return reading.start
    left = [span.start for span in parsed.unassigned]
    return min(left, default=len(parsed.source.text))


def shares(found: Iterable[Piece], text: str) -> dict[Taken, float]:
    """The share in [0, 1] of the characters that are no white space, for each kind of piece."""
    counts: Counter[Taken] = Counter()
    for piece in found:
        counts[piece.taken] += len("".join(piece.span.of(text).split()))
    total = sum(counts.values())
    return {taken: count / total for taken, count in counts.items()} if total else {}


def explain(parsed: Parsed) -> str:
    """A listing for a terminal: the reading, then the source with what each piece is."""
    found = pieces(parsed)
    document = parsed.document
    rows = [f"{document.source}  [{document.kind}]  {document.id}", *_reading_rows(parsed)]
    for piece in found:
        rows.extend(_piece_rows(piece, parsed.source.text))
    rows.append("")
    for taken, share in sorted(shares(found, parsed.source.text).items()):
        rows.append(f"{taken.value:<{_LABEL_WIDTH}}{share:7.2%}")
    rows.extend(f"niet gelezen: vraag {gap.number}: {gap.reason}" for gap in parsed.gaps)
    return "\n".join(rows)


def _reading_rows(parsed: Parsed) -> Iterator[str]:
    analysis = analyse(parsed.source)
    if not parsed.layout:
        yield "geen indeling met genummerde vragen herkend"
    for reading, value in zip(analysis.readings, analysis.worths, strict=True):
        chosen = "gekozen" if reading.layout.name == parsed.layout else "verworpen"
        count = sum(len(part.numbers) for part in reading.parts)
        yield f"indeling {reading.layout.name}: {chosen}, {count} vragen, waarde {value:.2f}"
    yield f"zekerheid {parsed.confidence:.2f}, {len(parsed.pairs)} paren, {len(parsed.gaps)} gaten"
    yield ""


def _piece_rows(piece: Piece, text: str) -> Iterator[str]:
    label = f"{piece.taken.value} {piece.label}".strip()[: _LABEL_WIDTH - 1]
    body = " ".join(piece.span.of(text).split())
    if piece.why:
        body = f"{body}   ← {piece.why}"
    for index, row in enumerate(textwrap.wrap(body, _TEXT_WIDTH) or [""]):
        yield f"{label if index == 0 else '':<{_LABEL_WIDTH}}{row}"


def _masked(parsed: Parsed, analysis: Analysis) -> Iterator[Piece]:
    for note, mark in zip(analysis.prepared.notes, analysis.prepared.marks, strict=True):
        for span in note.spans:
            yield Piece(span, Taken.NOTE, note.mark)
        if mark is not None:
            yield Piece(mark, Taken.MARK, note.mark)
    for span in parsed.furniture:
        yield Piece(span, Taken.FURNITURE)


def _marks(reading: Reading | None) -> Iterator[Piece]:
    if reading is None:
        return
    for marker in reading.markers:
        if marker.role in (Role.QUESTION, Role.ANSWER, Role.HEADING):
            yield Piece(Span(marker.start, marker.end), Taken.HEADING, ", ".join(marker.numbers))
    for role, region in reading.ends.items():
        yield Piece(region, Taken.ENDING, "", role.value)


def _texts(parsed: Parsed, reading: Reading | None) -> Iterator[Piece]:
    parts = {n: part for part in reading.parts for n in part.numbers} if reading else {}
    for span in parsed.document.introduction_spans:
        yield Piece(span, Taken.INTRODUCTION)
    for pair in parsed.pairs:
        label = ", ".join(pair.numbers) if pair.question_spans else pair.number
        for span in pair.question_spans:
            yield Piece(span, Taken.QUESTION, pair.number)
        for index, span in enumerate(pair.answer_spans):
            why = _why(parts.get(pair.number), pair.number, reading) if index == 0 else ""
            yield Piece(span, Taken.ANSWER, label, why)
    for span, numbers in _introduced(parsed).items():
        # Behind the questions: a stem that asks is both.
        yield Piece(span, Taken.INTRODUCTION, "", f"boven {_listed(numbers)}")


def _introduced(parsed: Parsed) -> dict[Span, list[str]]:
    """The spans of introductions within the list, and the questions that stand under each."""
    found: dict[Span, list[str]] = {}
    for pair in parsed.pairs:
        for span in pair.introduction_spans:
            found.setdefault(span, []).append(pair.number)
    return found


def _listed(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"vraag {numbers[0]}"
    return f"de vragen {numbers[0]} t/m {numbers[-1]}"


def _why(part: Part | None, number: str, reading: Reading | None) -> str:
    if part is None or reading is None:
        return ""
    answer = reading.answer_to(number, part)
    if answer is None:
        return ""
    if answer.mark is None:
        return f"begin gevonden aan de zinsbouw, zekerheid {part.confidence:.2f}"
    if number in answer.mark.numbers:
        return f"de kop noemt vraag {number}"
    return "kop zonder nummer, onder de vraag"


def _filled(text: str, known: list[Piece], first: int) -> Iterator[Piece]:
    """The known pieces without overlap, and what stands between them."""
    at = 0
    for piece in known:
        if piece.span.start > at:
            yield from _between(text, at, piece.span.start, first)
        if piece.span.end > at:
            rest = Span(max(at, piece.span.start), piece.span.end)
            yield Piece(rest, piece.taken, piece.label, piece.why)
            at = piece.span.end
    yield from _between(text, at, len(text), first)


def _between(text: str, start: int, end: int, first: int) -> Iterator[Piece]:
    found = re.search(r"\S(?:.*\S)?", text[start:end], re.DOTALL)
    if found:
        taken = Taken.OPENING if start < first else Taken.UNKNOWN
        yield Piece(Span(start + found.start(), start + found.end()), taken)
