"""The source text made ready for reading: what is no body text is masked, offsets stay.

A `Clean` text has exactly the length of its source: furniture, footnotes and footnote marks
become blanks, odd white space becomes plain, and where a text has no line breaks the wide gaps
that stand for them become breaks. So every offset in it is an offset in the source. Lines and
end-of-line hyphens are joined only when a passage is rendered; a `Passage` carries the source
offset of each of its characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from qa.hyphens import HYPHENS, Joiner
from qa.model import Format, SourceText, Span

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
        **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\u200b\ufeff", " "),
        **dict.fromkeys("\f\u2028\u2029\u0085\x1c\x1d\x1e", "\n"),
    }
)
_LINE = re.compile(r"[^\n]+")
_WIDE_GAP = re.compile(r" {2,}")
_LONG_LINE = 400
_PARAGRAPH_PER_LINE = 160
_ITEM = re.compile(
    r"(?:[•●▪‣◦\uf0b7·*○]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s)|\(?[ivx]{1,4}[.)](?=\s))"
)
_BAR = " | "
"""Between two cells: a row of a table is a line of its own."""
_CLOSING = frozenset(".,;:?!»”’)")
_SENTENCE_END = re.compile(r"[.?!:;…][»”’\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its outer white space; `gap` counts the empty lines above it."""

    start: int
    end: int
    gap: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A rendered stretch of text; `at[i]` is the source offset of `text[i]`.

    A character that layout put in (a space or line break between lines) has the offset of the
    character before it. `spans` cover the source of the passage.
    """

    text: str
    at: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`, which must not be empty."""
        return Span(self.at[start], self.at[end - 1] + 1)


@dataclass(frozen=True)
class Clean:
    """A masked text of the same length as its source, and how to render parts of it."""

    text: str
    masked: tuple[Span, ...] = ()
    flowing: bool = False
    """The source has no lines of its own: breaks are guesses from wide gaps."""
    paragraph_lines: bool = False
    """Each line is a paragraph, but for some that were wrapped after all."""
    whole_lines: bool = False
    """Each line is a whole paragraph for certain (Word, XML, HTML)."""
    joiner: Joiner = field(default_factory=lambda: Joiner(""))

    def mask(self, spans: Iterable[Span]) -> Clean:
        """The same text with `spans` blanked out too; line breaks within them stay."""
        extra = merge(spans)
        return replace(self, text=blank(self.text, extra), masked=merge((*self.masked, *extra)))

    def lines(self, start: int = 0, end: int | None = None) -> list[Line]:
        """The lines that hold something between `start` and `end`."""
        stop = len(self.text) if end is None else end
        found: list[Line] = []
        last_end = start
        for match in _LINE.finditer(self.text, start, stop):
            content = match[0].strip()
            if not content:
                continue
            begin = match.start() + match[0].index(content[0])
            breaks = self.text.count("\n", last_end, begin)
            found.append(Line(begin, begin + len(content), max(0, breaks - 1)))
            last_end = begin + len(content)
        return found

    def passage(self, start: int, end: int) -> Passage:
        """What stands between two offsets, rendered: lines joined, paragraphs apart."""
        lines = self.lines(start, end)
        letters: list[str] = []
        places: list[int] = []
        for index, line in enumerate(lines):
            if index:
                self._join(lines, index, letters, places)
            self._append(line, letters, places)
        if not lines:
            return Passage("")
        return Passage("".join(letters), tuple(places), self._spans(lines[0].start, lines[-1].end))

    def printed(self, start: int, end: int) -> str:
        """What stands between two offsets with its line breaks, end-of-line hyphens joined."""
        rows: list[str] = []
        for line in self.lines(start, end):
            row = " ".join(self.text[line.start : line.end].split())
            if rows and rows[-1] and rows[-1][-1] in HYPHENS and not line.gap:
                keep, between = self.joiner.join(rows[-1], row)
                rows[-1] = (rows[-1] if keep else rows[-1][:-1]) + between + row
                continue
            rows += [""] * min(line.gap, 1) + [row]
        return "\n".join(rows)

    def _append(self, line: Line, letters: list[str], places: list[int]) -> None:
        for at in range(line.start, line.end):
            value = self.text[at]
            if value in _CLOSING and letters and letters[-1] == " " and self._is_cut(at):
                letters.pop()
                places.pop()
            if value != " " or (letters and not letters[-1].isspace()):
                letters.append(value)
                places.append(at)

    def _is_cut(self, at: int) -> bool:
        """Whether something was masked directly before this place: "woord 1?" is "woord?"."""
        index = bisect_right(self.masked, Span(at, at)) - 1
        return index >= 0 and self.masked[index].end == at

    def _join(self, lines: list[Line], index: int, letters: list[str], places: list[int]) -> None:
        left = self.text[lines[index - 1].start : lines[index - 1].end]
        right = self.text[lines[index].start : lines[index].end]
        if self.new_paragraph(lines, index):
            letters.append("\n")
            places.append(places[-1])
            return
        keep, between = self.joiner.join(left, right)
        if not keep and not self.flowing and letters[-1] in HYPHENS:
            letters.pop()
            places.pop()
        if between:
            letters.append(between)
            places.append(places[-1])

    def new_paragraph(self, lines: list[Line], index: int) -> bool:
        """Whether the line at `index` begins a new paragraph or list item."""
        line, above = lines[index], lines[index - 1]
        left = self.text[above.start : above.end]
        right = self.text[line.start : line.end]
        if _BAR in right:
            return True
        if self.paragraph_lines:
            return line.gap > 0 or self.whole_lines or self._begins(line, above)
        ended = bool(_SENTENCE_END.search(left))
        if line.gap:
            return ended or (not right[0].islower() and left[-1] not in ",-(")
        if _ITEM.match(right):
            return ended or bool(_ITEM.match(left))
        return ended and not right[0].islower() and self._had_room(lines, index)

    def _begins(self, line: Line, above: Line) -> bool:
        """Whether a line of a text that was partly wrapped begins a paragraph."""
        left, right = self.text[above.end - 1], self.text[line.start]
        return not (right.islower() or right in _CLOSING) or left in ".?!:;"

    def _had_room(self, lines: list[Line], index: int) -> bool:
        """Whether the first word of this line would have fitted on the line above."""
        near = lines[max(0, index - 6) : index + 6]
        width = max(line.end - line.start for line in near)
        above, line = lines[index - 1], lines[index]
        word = self.text[line.start : line.end].split(" ", 1)[0]
        return above.end - above.start + 1 + len(word) < width - 3

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        """[start, end) without what is masked, and without white space at the cuts."""
        spans: list[Span] = []
        at = start
        first = bisect_right(self.masked, start, key=lambda span: span.end)
        for cut in self.masked[first : bisect_left(self.masked, end, key=lambda s: s.start)]:
            spans.extend(self._trimmed(at, cut.start))
            at = cut.end
        spans.extend(self._trimmed(at, end))
        return tuple(spans)

    def _trimmed(self, start: int, end: int) -> tuple[Span, ...]:
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return (Span(start, end),) if start < end else ()


def clean(source: SourceText) -> Clean:
    """The text of `source` with plain white space, its known furniture masked, lines restored."""
    text = source.text.translate(_PLAIN)
    flowing = _without_lines(text)
    if flowing:
        text = _WIDE_GAP.sub(_as_break, text)
    known = merge((*source.furniture, *source.marks, *_note_spans(source)))
    return Clean(
        text=blank(text, known),
        masked=known,
        flowing=flowing,
        paragraph_lines=not flowing and _paragraph_per_line(source, text),
        whole_lines=source.format in (Format.DOCX, Format.XML, Format.HTML),
        joiner=Joiner(text),
    )


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` in rising order, those that touch or overlap made one, empty ones left out."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def blank(text: str, spans: Iterable[Span]) -> str:
    """`text` with the characters under `spans` made spaces; line breaks stay."""
    parts: list[str] = []
    at = 0
    for span in merge(spans):
        parts.append(text[at : span.start])
        parts.append(re.sub(r"[^\n]", " ", text[span.start : span.end]))
        at = max(at, span.end)
    parts.append(text[at:])
    return "".join(parts)


def _note_spans(source: SourceText) -> list[Span]:
    return [span for note in source.notes for span in note.spans]


def _as_break(gap: re.Match[str]) -> str:
    """Two or three blanks stand for a line's end, more for an empty line."""
    breaks = "\n" if len(gap[0]) < 4 else "\n\n"
    return breaks + " " * (len(gap[0]) - len(breaks))


def _without_lines(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and len(text) / len(lines) > _LONG_LINE and len(lines) < 4


def _paragraph_per_line(source: SourceText, text: str) -> bool:
    if source.format in (Format.DOCX, Format.XML, Format.HTML):
        return True
    if source.format is Format.PDF:
        return False
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    return bool(lengths) and lengths[len(lengths) * 9 // 10] > _PARAGRAPH_PER_LINE
