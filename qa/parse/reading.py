"""What a text is when read by one layout: questions, answers, and which belongs to which."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.model import Span
from qa.parse.layouts import Layout, Role
from qa.parse.markers import Marker


@dataclass(slots=True)
class Answer:
    """An answer: the region of its text and the numbers that its label names."""

    region: Span
    numbers: tuple[str, ...] = ()
    mark: Marker | None = None


@dataclass(slots=True)
class Part:
    """A question, or a group of questions asked as one, with the region of its text.

    `answer` is the one that stands under this question itself. `confidence` in [0, 1] says how
    sure it is that the text and that answer are this question's. `leads` are the regions of the
    introductions that it was asked under: the heading of its section, the stem above its "1a".
    """

    numbers: tuple[str, ...]
    mark: Marker
    region: Span
    answer: Answer | None = None
    confidence: float = 1.0
    leads: tuple[Span, ...] = ()


@dataclass(slots=True)
class Reading:
    """A text read by one layout.

    `ends` holds the first Toelichting, Mededeling and closing behind a question. `asks_only`
    says that the document announces that it holds no answers. `tops` says where the number above
    a stem stands, by the offset of the mark of its first sub-question.
    """

    layout: Layout
    markers: list[Marker] = field(default_factory=list)
    asks_only: bool = False
    parts: list[Part] = field(default_factory=list)
    ends: dict[Role, Span] = field(default_factory=dict)
    tops: dict[int, int] = field(default_factory=dict)
    _by_number: dict[str, Part] = field(default_factory=dict)
    _labelled: dict[str, list[Answer]] = field(default_factory=dict)
    _latest: dict[str, str] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where the list of questions begins: at the first mark, or at the lead above it."""
        regions = [lead.start for part in self.parts for lead in part.leads]
        return min([*(part.mark.start for part in self.parts), *self.tops.values(), *regions])

    def numbered(self) -> list[tuple[str, Part]]:
        """Every question number with its part, in the document's order."""
        return [(number, part) for part in self.parts for number in part.numbers]

    def part_of(self, number: str) -> Part | None:
        """The part that holds a question."""
        return self._by_number.get(number)

    def answer_to(self, number: str, part: Part) -> Answer | None:
        """The answer to a question: its own, else the first one whose label names it."""
        named = self._labelled.get(number)
        return part.answer or (named[0] if named else None)

    def answers(self) -> list[Answer]:
        """Every answer once."""
        found = [part.answer for part in self.parts if part.answer is not None]
        found += [answer for named in self._labelled.values() for answer in named]
        return list({id(answer): answer for answer in found}.values())

    def group_of(self, number: str, part: Part) -> tuple[str, ...]:
        """The numbers that are answered together with `number`, in the document's order."""
        together = set(part.numbers)
        for answer in self._labelled.get(number, ()):
            together.update(answer.numbers)
        if together == set(part.numbers):
            return part.numbers
        return tuple(sorted(together & self._by_number.keys(), key=self._place))

    def _place(self, number: str) -> tuple[int, int]:
        part = self._by_number[number]
        return part.mark.start, part.numbers.index(number)

    def free(self, number: str) -> str:
        """`number`, or where it is taken "1.2" for the second question that is numbered 1."""
        if number not in self._by_number:
            return number
        count = self._used.get(number, 1) + 1
        while f"{number}.{count}" in self._by_number:
            count += 1
        self._used[number] = count
        return f"{number}.{count}"

    def add(self, part: Part) -> None:
        """Take a question up."""
        self.parts.append(part)
        self._by_number.update(dict.fromkeys(part.numbers, part))
        self._latest.update(zip(part.mark.numbers, part.numbers, strict=False))

    def latest(self, printed: str) -> str:
        """The number of the last question that is numbered `printed`: "1.2" in a second list."""
        return self._latest.get(printed, printed)

    def drop(self, part: Part) -> None:
        """Leave a question out again."""
        self.parts.remove(part)
        for number in part.numbers:
            del self._by_number[number]

    def label(self, answer: Answer, numbers: tuple[str, ...]) -> None:
        """Say that an answer is to `numbers`."""
        answer.numbers = numbers
        for number in numbers:
            self._labelled.setdefault(number, []).append(answer)
