"""Running titles and page counters inside texts that lost their lines.

Where a document was turned into one line of text, the title at the head of each page stands in
the middle of sentences, each time a little different (OCR), with a counter "4/13" near it. A
counter is one of a rising row with the same total. A title is a passage that begins with words
like "Beantwoording vragen" and comes back almost the same on other pages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from qa.chain import Candidate, rising_chain
from qa.model import Span

_COUNTER = re.compile(r"(?<![\d/.,])(\d{1,2})\s?/\s?(\d{1,2})(?: (\d)(?=\s|$))?(?![\d/.,])")
_CUE = re.compile(r".{0,2}(?:eantwoording|ntwoorden|ntwoord|eactie)$")
_ABOUT = re.compile(r"(?:kamer)?vra(?:ag|gen)|bij|over")
_FEWEST_WORDS = 5
_FEWEST_QUOTED = 10
_NEAR_CUES = 6
_MOST_CUES = 300
"""More pages than any document of the kind has."""
_MOST_WORDS = 60
_ALIKE = 0.72
_NEAR_ENOUGH = 0.2
_ARTICLES = frozenset(("de", "het", "een", "deze", "onze", "uw", "in", "zie"))
_REST_OF_BLOCK = re.compile(r"[^\n?!]{0,90}(?:\n[ ]*[^\s?!][^\n?!]{0,90})?(?=\n[ ]*\n)")
_ABOVE_QUESTION = r"(?=\s++Vra(?:ag|gen)\s?\d)"
_REST_ABOVE_QUESTION = re.compile(
    rf"[^.?!:]{_ABOVE_QUESTION}|[^.?!:]{{0,249}}?[^.?!:\s]{_ABOVE_QUESTION}"
)
"""Up to the last letter before a question, so that a run of blanks is gone through once."""
_LONGEST_REMNANT = 3
_SAME = 0.93
_PAPER = re.compile(r"[^.?!]{0,60}?\((?:Tweede Kamer|Kamerstuk)[^()]{5,90}\)")
_DEBRIS = re.compile(
    r"(?<=\s)(?:[^\w\s(«“‘]{1,4}|[^\w\s(«“‘]{2}\S{1,4}|\W?\d\W?|\W?\w\W|[-–—]\w{1,3}"
    r"|18[1li][4kLl1](?:\s?[-–—]\s?20[1li][4kLl1])?)\s+$"
)
_LONGEST_DEBRIS = 16
_SENTENCE_END = tuple(".?!:”’)")
_OWN_WORDS = frozenset(("beantwoording", "antwoorden", "antwoord", "reactie"))


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    start: int
    end: int
    inside: bool
    """It begins with a small letter or ends with a colon: it belongs to a sentence."""


def counters(text: str) -> list[Span]:
    """The page counters in `text`: "2/9", "3/9" and so on with one total, rising."""
    found = list(_COUNTER.finditer(text))
    totals = Counter(match[2] for match in found if 0 < int(match[1]) <= int(match[2]))
    if not totals:
        return []
    total = max(totals, key=lambda value: (totals[value], int(value)))
    same = [(match, end) for match in found if (end := _end_of(match, total))]
    chain = rising_chain(
        [Candidate(int(match[1]), int(match[1]), match.start(), 1.0) for match, _ in same]
    )
    spans = [Span(same[index][0].start(), same[index][1]) for index in chain]
    lone = same[chain[0]][0]
    return spans if len(spans) > 1 or _fits(lone, len(text)) else []


def _end_of(counter: re.Match[str], total: str) -> int:
    """Where a counter with this total ends ("10/1 1" is "10/11"); 0 for another total."""
    if counter[2] == total:
        return counter.end(2)
    return counter.end(3) if counter[3] and counter[2] + counter[3] == total else 0


def _fits(counter: re.Match[str], length: int) -> bool:
    """Whether a lone counter stands where its page would: "4/7" about four sevenths down."""
    where = counter.start() / max(length, 1)
    return abs(where - (int(counter[1]) - 0.5) / int(counter[2])) < _NEAR_ENOUGH


def titles(text: str, skip: list[Span]) -> list[Span]:
    """The running titles in `text`; `skip` are page counters, which may stand inside one."""
    words = _words(text, skip)
    cues = [index for index in range(len(words)) if _is_cue(words, index)][:_MOST_CUES]
    spans: list[Span] = []
    for place, cue in enumerate(cues):
        near = cues[max(0, place - _NEAR_CUES) : place] + cues[place + 1 : place + 1 + _NEAR_CUES]
        length = _supported([_common(words, cue, other) for other in near])
        if length >= _fewest(words, cue):
            start = _before_debris(text, words[cue].start)
            end = _with_number(text, words[cue + length - 1].end)
            rest = _REST_ABOVE_QUESTION.match(text, end)
            if rest and _goes_on(words, cue, length, len(rest[0].split()), near):
                continue
            spans.append(Span(start, rest.end() if rest else _with_block(text, end)))
    return spans


def _before_debris(text: str, start: int) -> int:
    """Where the debris of a logo before a title begins: marks and digits behind a sentence."""
    at = farthest = start
    while found := _DEBRIS.search(text, max(0, at - _LONGEST_DEBRIS), at):
        at = found.start()
        ended = text[max(0, at - 3) : at].rstrip().endswith(_SENTENCE_END)
        if ended or not re.search(r"\w", text[at:start]):
            farthest = at
    return farthest


def _supported(lengths: list[int]) -> int:
    """The greatest length that two other pages bear out; with one other page, its length."""
    longest = sorted(lengths, reverse=True)
    return longest[min(1, len(longest) - 1)] if longest else 0


def _goes_on(words: list[_Word], cue: int, length: int, count: int, near: list[int]) -> bool:
    """Whether a title goes on where the others do not, up to a question: a section's heading.

    It has `length` words in common with others and `count` words more.
    """
    whole, *others = (
        "".join(word.plain for word in words[at : at + length + count]) for at in (cue, *near)
    )
    return count > _LONGEST_REMNANT and not any(
        SequenceMatcher(None, whole, other[: len(whole)], autojunk=False).ratio() >= _SAME
        for other in others
    )


def _with_number(text: str, end: int) -> int:
    """Where a title ends if the number of the paper follows in brackets."""
    found = _PAPER.match(text, end)
    return found.end() if found else end


def _with_block(text: str, end: int) -> int:
    """Where the block of lines ends that a title stands in, if an empty line is near."""
    found = _REST_OF_BLOCK.match(text, end)
    return found.end() if found and not re.search(r"\bVraag\s", found[0]) else end


def _words(text: str, skip: list[Span]) -> list[_Word]:
    starts = {span.start for span in skip}
    found = []
    for match in re.finditer(r"\S+", text):
        if match.start() not in starts:
            plain = re.sub(r"[\W_]+", "", match[0]).casefold()
            found.append(_Word(plain, match.start(), match.end(), _inside(match[0])))
    return found


def _inside(printed: str) -> bool:
    return printed.endswith(":") or printed[:1].islower()


def _is_cue(words: list[_Word], index: int) -> bool:
    """Whether a title may begin here; a label with question numbers is none.

    A small letter shows that the word belongs to a sentence, unless it is no word but misread.
    """
    word = words[index]
    if not _CUE.match(word.plain) or (word.inside and word.plain in _OWN_WORDS):
        return False
    following = [word.plain for word in words[index + 1 : index + 7]]
    numbered = any(re.fullmatch(r"\d{1,3}[a-z]?", plain) for plain in following)
    return not numbered and any(_ABOUT.match(plain) for plain in following)


def _fewest(words: list[_Word], cue: int) -> int:
    """How many words must come back: more behind an article, where a sentence may quote them."""
    quoted = cue > 0 and words[cue - 1].plain in _ARTICLES
    return _FEWEST_QUOTED if quoted else _FEWEST_WORDS


def _common(words: list[_Word], first: int, second: int) -> int:
    """How many words from `first` on come back from `second` on, small differences allowed."""
    a, b, last = first, second, first
    while a < len(words) and b < len(words) and a - first < _MOST_WORDS:
        if _heading(words, a):
            break
        step = _step(words, a, b)
        if step is None:
            break
        a, b = a + step[0] + 1, b + step[1] + 1
        last = a
    return last - first


def _heading(words: list[_Word], at: int) -> bool:
    """Whether a question's heading stands here, which ends a title."""
    following = words[at + 1].plain if at + 1 < len(words) else ""
    return bool(
        re.fullmatch(r"vra[ao]g\d*", words[at].plain)
        and (words[at].plain[-1].isdigit() or following[:1].isdigit())
    )


def _step(words: list[_Word], a: int, b: int) -> tuple[int, int] | None:
    """How many words to pass over on both sides until they agree again; None if they do not."""
    for skipped in range(4):
        for over in range(skipped + 1):
            i, j = a + over, b + skipped - over
            if _agree(words, i, j) and (not skipped or _agree(words, i + 1, j + 1)):
                return over, skipped - over
    return None


def _agree(words: list[_Word], i: int, j: int) -> bool:
    if i >= len(words) or j >= len(words):
        return False
    left, right = words[i].plain, words[j].plain
    if left == right:
        return True
    if min(len(left), len(right)) < 4:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE
