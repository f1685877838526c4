"""Turns a reading into pairs and gaps: the texts rendered, spans, notes and references."""

from __future__ import annotations

from qa.clean import Clean, Passage
from qa.model import Gap, Pair, Reference, ReferenceKind
from qa.parse.pairing import Answer, Part, Reading
from qa.references import find_references

_NO_ANSWER = "Het document bevat geen antwoord op deze vraag."
_NO_TEXT = "Onder dit nummer staat geen vraagtekst."


def build(document: str, clean: Clean, reading: Reading) -> tuple[list[Pair], list[Gap]]:
    """The pairs of a reading, in the document's order, and what could not be paired."""
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    known = {number for part in reading.parts for number in part.numbers}
    for part in reading.parts:
        question = clean.passage(part.region.start, part.region.end)
        for number in part.numbers:
            answer = reading.answer_to(number, part)
            if not question.text:
                gaps.append(Gap(number, _NO_TEXT, part.mark.start))
            elif answer is None:
                gaps.append(Gap(number, _NO_ANSWER, part.mark.start))
            else:
                pairs.append(_pair(document, clean, reading, part, number, question, answer, known))
    return pairs, gaps


def _pair(
    document: str,
    clean: Clean,
    reading: Reading,
    part: Part,
    number: str,
    question: Passage,
    answer: Answer,
    known: set[str],
) -> Pair:
    reply = clean.passage(answer.region.start, answer.region.end)
    references = (*find_references(question), *find_references(reply))
    return Pair(
        id=f"{document}#{number}",
        document=document,
        number=number,
        numbers=reading.group_of(number, part),
        question=question.text,
        answer=reply.text,
        question_spans=question.spans,
        answer_spans=reply.spans,
        refers_to=_within(references, known, number),
        references=references,
    )


def _within(references: tuple[Reference, ...], known: set[str], number: str) -> tuple[str, ...]:
    """The numbers of this document that the pair points to, itself left out."""
    numbers = [
        target
        for reference in references
        if reference.kind is ReferenceKind.PAIR and not reference.document
        for target in reference.numbers
    ]
    return tuple(dict.fromkeys(n for n in numbers if n in known and n != number))
