"""The automatic numbers of Word lists, which stand in no paragraph's text.

Questions are often numbered by Word itself. Counted as Word does (ECMA-376 part 1, 17.9):
per list definition, a level starts again after a higher one, and a list with a start of its
own starts there once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qa.read.markup import Element, attribute, children, tag

_LEVELS = 9
_BULLET = "•"
_DASHES = "-–—\uf02d"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """`number` in small Roman numerals; in figures where there are none for it."""
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        result += sign * count
    return result


def letters(number: int) -> str:
    """`number` as Word counts in letters: a … z, aa, bb …; in figures beyond 260."""
    if not 0 < number <= 260:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": lambda number: f"{number}e",
    "none": lambda number: "",
}


def number_as(number: int, style: str) -> str:
    """`number` in the number format that Word calls `style`; in figures where unknown."""
    return _FORMATS.get(style, str)(number)


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _List:
    """A numbered list (`w:num`): whose counters it shares, its levels and its own starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each paragraph, in the order of the document, the number that Word prints."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {} if styles is None else _style_lists(styles)
        self._lists = {} if numbering is None else _lists(numbering, self._styles)
        self._counters: dict[str, list[int | None]] = {}

    def label(self, paragraph: Element) -> str:
        """The number or bullet in front of `paragraph`; "" where it has none."""
        number, depth = self._place(paragraph)
        found = self._lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        counters = self._count(found, depth)
        level = found.levels[depth]
        if level.style == "bullet":
            return level.text if level.text in _DASHES and level.text else _BULLET

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style = found.levels.get(at, level).style
            count = counters[at]
            return number_as(1 if count is None else count, "decimal" if level.legal else style)

        return re.sub(r"%([1-9])", value, level.text).strip()

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = _child(paragraph, "pPr")
        own = _child(properties, "numPr")
        style = _value(_child(properties, "pStyle"))
        inherited, inherited_depth = self._styles.get(style, ("", 0))
        if own is None:
            for depth, level in getattr(self._lists.get(inherited), "levels", {}).items():
                if level.paragraph_style == style:
                    return inherited, depth
            return inherited, inherited_depth
        number = _value(_child(own, "numId")) or inherited
        return number, _integer(_value(_child(own, "ilvl")), 0)

    def _count(self, found: _List, depth: int) -> list[int | None]:
        counters = self._counters.setdefault(found.definition, [None] * _LEVELS)
        for at in range(depth):
            if counters[at] is None and at in found.levels:
                counters[at] = found.levels[at].start
        before = counters[depth]
        own = found.starts.pop(depth, None)  # counts once: the next paragraph goes on from it
        if own is not None:
            counters[depth] = own
        else:
            counters[depth] = found.levels[depth].start if before is None else before + 1
        counters[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return counters


def _lists(root: Element, styles: dict[str, tuple[str, int]]) -> dict[str, _List]:
    definitions = {
        attribute(child, "abstractNumId"): child
        for child in children(root)
        if tag(child) == "abstractNum"
    }
    numbers = {attribute(child, "numId"): child for child in children(root) if tag(child) == "num"}
    lists = {}
    for number, element in numbers.items():
        definition = _value(_child(element, "abstractNumId"))
        linked = _value(_child(definitions.get(definition), "numStyleLink"))
        if linked in styles and styles[linked][0] in numbers:  # a list style holds the levels
            definition = _value(_child(numbers[styles[linked][0]], "abstractNumId"))
        lists[number] = _list(element, definition, definitions.get(definition))
    return lists


def _list(number: Element, definition: str, levels: Element | None) -> _List:
    result = _List(definition, _read_levels(levels))
    for override in children(number):
        if tag(override) != "lvlOverride":
            continue
        depth = _integer(attribute(override, "ilvl"), 0)
        result.levels.update(_read_levels(override))
        start = _child(override, "startOverride")
        if start is not None:
            result.starts[depth] = _integer(_value(start), 1)
    return result


def _read_levels(parent: Element | None) -> dict[int, _Level]:
    levels = {}
    for element in () if parent is None else children(parent):
        depth = _integer(attribute(element, "ilvl"), 0)
        if tag(element) == "lvl" and depth < _LEVELS:
            levels[depth] = _Level(
                style=_value(_child(element, "numFmt")) or "decimal",
                text=_value(_child(element, "lvlText")),
                start=_integer(_value(_child(element, "start")), 1),
                legal=_child(element, "isLgl") is not None,
                paragraph_style=_value(_child(element, "pStyle")),
            )
    return levels


def _style_lists(root: Element) -> dict[str, tuple[str, int]]:
    """For each style the list and level that it or a style under it puts paragraphs in."""
    elements = {
        attribute(child, "styleId"): child for child in children(root) if tag(child) == "style"
    }
    result = {}
    for name in elements:
        seen: set[str] = set()
        at = name
        while at in elements and at not in seen:
            seen.add(at)
            numbers = _child(_child(elements[at], "pPr"), "numPr")
            if numbers is not None:
                depth = _integer(_value(_child(numbers, "ilvl")), 0)
                result[name] = (_value(_child(numbers, "numId")), depth)
                break
            at = _value(_child(elements[at], "basedOn"))
    return result


def _child(parent: Element | None, name: str) -> Element | None:
    if parent is None:
        return None
    return next((child for child in children(parent) if tag(child) == name), None)


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")


def _integer(value: str, default: int) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else default
