"""Drops the marks that start nothing: lines of a text that only look like a label.

"A4 Den Haag is dicht." in an answer under labels such as "A3:" names a question that nobody
asked yet; a second "Antwoord 2" below the answer to question 2 answers nothing that waits. Such
a line stays what it is: text of the question or answer in which it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from qa.chain import Candidate, rising_chain
from qa.clean import Clean
from qa.numbers import order
from qa.parse.layouts import Layout, Role
from qa.parse.markers import Marker
from qa.parse.quotations import is_quoted

_FIRST_ITEM = re.compile(r"\s*+\(?1[.):]?(?=\s)")


def without_strays(clean: Clean, layout: Layout, markers: list[Marker]) -> list[Marker]:
    """`markers` without those that no question or answer can start at, the others in order.

    The numbers of an answer become those of the questions that it names: "Antwoord 1a" answers
    question 1 where that has no parts, "Antwoord 1" all parts where only these are asked.
    """
    counted = layout.weak or layout.single or layout.unnumbered or layout.table
    told = [marker for marker in markers if not _is_quoted(clean, marker)]
    asking = told if counted else _without_stray_questions(clean, told)
    return _Answers(clean, layout, _without_stray_ends(asking)).kept()


def _is_quoted(clean: Clean, marker: Marker) -> bool:
    """Whether a mark within a line is the label of an answer that a text quotes.

    A text without lines says too little: a quotation that lost its end would go on for pages.
    """
    if clean.flowing or marker.role is not Role.ANSWER:
        return False
    return is_quoted(clean.text, marker.start, marker.end)


def _without_stray_questions(clean: Clean, markers: list[Marker]) -> list[Marker]:
    """Leave out each mark within an answer that breaks a count which is whole without it."""
    questions = [index for index, marker in enumerate(markers) if marker.role is Role.QUESTION]
    asked = Counter(number for index in questions for number in markers[index].numbers)
    named = {n for marker in markers if marker.role is Role.ANSWER for n in marker.numbers}
    strays: set[int] = set()
    before = -1
    for index, after in zip(questions, [*questions[1:], -1], strict=False):
        marker = markers[index]
        follows = markers[index + 1] if index + 1 < len(markers) else None
        within = before >= 0 and markers[index - 1].role is Role.ANSWER
        answered = follows is not None and follows.role is Role.ANSWER
        if within and not answered:
            asks = "?" in clean.text[marker.end : follows.start if follows else len(clean.text)]
            again = all(asked[number] > 1 for number in marker.numbers)
            needed = asks or not named.isdisjoint(marker.numbers)
            if (again or not needed) and _counts_on(
                markers[before], marker, markers[after] if after >= 0 else None, asks=asks
            ):
                strays.add(index)
                asked.subtract(marker.numbers)
                continue
        before = index
    return [marker for index, marker in enumerate(markers) if index not in strays]


def _without_stray_ends(markers: list[Marker]) -> list[Marker]:
    """Leave out each closing within an answer behind which the questions count on."""
    kept: list[Marker] = []
    held: list[Marker] = []
    highest = 0
    for marker in markers:
        if marker.role in (Role.CLOSING, Role.ANNOUNCEMENT):
            held.append(marker)
            continue
        counts_on = marker.role is Role.QUESTION and _whole(marker.numbers[0]) == highest + 1
        if not (kept and kept[-1].role is Role.ANSWER and counts_on):
            kept += held
        held = []
        kept.append(marker)
        highest = max(map(_whole, marker.numbers)) if marker.role is Role.QUESTION else highest
    return kept + held


def _counts_on(before: Marker, marker: Marker, after: Marker | None, *, asks: bool) -> bool:
    """Whether the questions around a mark count on without it; a new list may begin at 1."""
    highest = max(map(_whole, before.numbers), default=0)
    if after is not None:
        return min(map(_whole, after.numbers), default=0) == highest + 1
    first = min(map(_whole, marker.numbers), default=0)
    return first != highest + 1 and not (first == 1 and asks)


def _whole(number: str) -> int:
    return order(number)[0]


class _Answers:
    """The answers among the marks of a text, judged by which questions wait for one."""

    def __init__(self, clean: Clean, layout: Layout, markers: list[Marker]) -> None:
        self._clean = clean
        self._layout = layout
        self._markers = markers
        answers = [marker for marker in markers if marker.role is Role.ANSWER]
        self._named = {number for marker in answers for number in marker.numbers}
        self._forms = Counter(self._form(marker) for marker in answers)
        self._parts: dict[int, dict[str, None]] = {}
        for marker in markers:
            for number in marker.numbers if marker.role is Role.QUESTION else ():
                self._parts.setdefault(_whole(number), {})[number] = None
        self._waiting: dict[str, bool] = {}
        self._taken: dict[int, Marker] = {}

    def kept(self) -> list[Marker]:
        """All marks without the answers that answer nothing."""
        asked: list[Marker] = []
        run: list[int] = []
        for index, marker in enumerate(self._markers):
            if marker.role is Role.QUESTION:
                if run:
                    self._settle(asked, run)
                    asked, run = [], []
                asked.append(marker)
                self._waiting.update(dict.fromkeys(marker.numbers, True))
            elif marker.role is Role.ANSWER:
                run.append(index)
        self._settle(asked, run)
        return [
            self._taken.get(index, marker)
            for index, marker in enumerate(self._markers)
            if marker.role is not Role.ANSWER or index in self._taken
        ]

    def _settle(self, asked: list[Marker], run: list[int]) -> None:
        """Keep the answers between two questions that something waits for.

        `asked` are the questions directly above them. As many answers without a number belong to
        them in their order. A last question that nothing names takes an answer with a wrong number.
        """
        for index in filter(self._is_heading, run):
            self._taken[index] = replace(self._markers[index], role=Role.HEADING)
        items = self._items(run) if self._layout.parted else set()
        run = [index for index in run if index not in self._taken and index not in items]
        if not asked or not run:
            return
        bare = [index for index in run if not self._markers[index].numbers]
        each = len(bare) == len(run) == len(asked) > 1
        if each and not any(self._heads_list(index) for index in bare):
            for index, question in zip(run, asked, strict=True):
                self._take(index, question.numbers, to=question.numbers)
            return
        doubles = self._doubles(run)
        last = asked[-1].numbers
        for index in run:
            numbers = self._questions(self._markers[index])
            waits = any(self._waiting.get(number) for number in numbers or last)
            if waits and index not in doubles:
                self._take(index, numbers, to=numbers or last)
        left = [index for index in run if index not in self._taken]
        open_still = all(self._waiting[number] for number in last)
        unnamed = len(left) == len(run) or self._named.isdisjoint(last)
        if left and open_still and unnamed and not self._layout.unmarked:
            likely = max(left, key=lambda index: self._forms[self._form(self._markers[index])])
            self._take(likely, self._markers[likely].numbers, to=last)

    def _take(self, index: int, numbers: tuple[str, ...], *, to: tuple[str, ...]) -> None:
        """Keep an answer under `numbers`; it answers the questions `to`."""
        self._taken[index] = replace(self._markers[index], numbers=numbers)
        self._waiting.update(dict.fromkeys(to, False))

    def _is_heading(self, index: int) -> bool:
        """Whether a mark without a number only stands above the first answer of a list."""
        marker, *below = self._markers[index : index + 2]
        ends = below[0].start if below else len(self._clean.text)
        follows = bool(below) and below[0].role is Role.ANSWER
        return follows and not marker.numbers and not self._clean.text[marker.end : ends].strip()

    def _heads_list(self, index: int) -> bool:
        """Whether a list begins below a mark: of answers, where it stands below more questions."""
        return bool(_FIRST_ITEM.match(self._clean.text, self._markers[index].end))

    def _items(self, run: list[int]) -> set[int]:
        """Those of lists within answers: they begin anew at 1, and their numbers come again."""
        names = [next(iter(self._markers[index].numbers), "") for index in run]
        firsts = [_whole(name) if name.isdecimal() else 0 for name in names]
        last = {first: place for place, first in enumerate(firsts)}
        found: set[int] = set()
        inner = 0
        for place, (index, first) in enumerate(zip(run, firsts, strict=True)):
            anew = first == 1 and firsts.index(1) < place
            if anew or (inner and first == inner + 1 and last[first] > place):
                found.add(index)
                inner = first
            else:
                inner = 0
        return found

    def _questions(self, marker: Marker) -> tuple[str, ...]:
        """The numbers of the questions that a label names; an unknown number stays."""
        found: list[str] = []
        for number in marker.numbers:
            known = self._parts.get(_whole(number), {})
            parts = list(known) if number == str(_whole(number)) else [str(_whole(number))]
            found += [number] if number in known else [part for part in parts if part in known]
        return tuple(dict.fromkeys(found)) or marker.numbers

    def _doubles(self, run: list[int]) -> set[int]:
        """Of the answers that name the same questions all but the one that counts on best."""
        numbered = [index for index in run if self._markers[index].numbers]
        names = Counter(self._markers[index].numbers for index in numbered)
        if len(names) == len(numbered):
            return set()
        chain = {numbered[at] for at in rising_chain([self._candidate(i) for i in numbered])}
        counted = {self._markers[index].numbers for index in chain}
        return {i for i in numbered if i not in chain and self._markers[i].numbers in counted}

    def _candidate(self, index: int) -> Candidate:
        marker = self._markers[index]
        weight = 1 + self._forms[self._form(marker)] / self._forms.total()
        return Candidate(
            _whole(marker.numbers[0]), _whole(marker.numbers[-1]), marker.start, weight
        )

    def _form(self, marker: Marker) -> str:
        """How a label ends: with a sign, with its line, or with a blank and the answer behind."""
        printed = self._clean.text[marker.start : marker.end].rstrip()
        if not printed[-1:].isalnum():
            return printed[-1:]
        return "" if self._clean.text[marker.end : marker.end + 1].strip() else "\n"
