"""Finds pointers in a text: to a question of the same document, or to another publication.

Forms: "het antwoord op vraag 13", "vragen 2, 3 en 4", "Kamerstuk 27 925, nr. 722",
"Tweede Kamer, vergaderjaar 2013-2014, 33 930 IX, nr. 1", "Aanhangsel Handelingen,
vergaderjaar 2024–2025, nr. 528", "ah-tk-20232024-2147", "2024Z11859".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.clean import Passage
from qa.model import Reference, ReferenceKind
from qa.numbers import expand

_NUMBER = r"\d{1,3}[a-z]?(?![\d.,]*\d)(?![\w%])"
_LIST = rf"{_NUMBER}(?:\s*(?:,\s*en\b|,|&|\ben\b|\bt/m\b|\btot en met\b|[-–])\s*{_NUMBER})*"
_REPLY = r"(?:[Aa]ntwoord(?:en)?|[Bb]eantwoording)"
_QUESTION = r"[Vv]ra(?:ag|gen)"
_OPENING = r"(?:\b[Zz]ie\s+(?:ook\s+|tevens\s+|verder\s+)?)?(?:\b(?:het|de|ons|onze|mijn|uw)\s+)?"
_OTHERS = (
    rf"{_REPLY}\s+van\s+(?:de|het|mijn|onze)\s+[^.?!:;]{{3,90}}?\s+(?:op|bij)\s+"
    rf"(?:de\s+)?{_QUESTION}\s+"
)
_OWN = (
    rf"{_REPLY}\s*(?:(?:op|bij|van|onder)\s*)?(?:de\s+)?(?:{_QUESTION}\s+)?"
    rf"|\b{_QUESTION}\s+(?:en\s+{_REPLY}\s+)?"
)
_PAIR = re.compile(
    rf"{_OPENING}(?:(?P<others>{_OTHERS})|{_OWN})(?P<numbers>{_LIST})"
    r"(?!\s*(?:miljoen|miljard|procent|euro|jaar|weken|maanden|dagen)\b)"
)
_ELSEWHERE = re.compile(
    r"\s+(?:van|uit|in|op|bij)\s+(?:de|het|mijn|uw|onze|een)\s+(?:[Bb]eantwoording|[Bb]rief|"
    r"[Kk]amerbrief|[Ll]ijst|[Ss]et|[Vv]erslag|[Vv]ragen|[Ee]erdere|[Ss]chriftelijke|[Kk]amervragen)"
)
_YEARS = r"(?P<from>\d{4})\s?[–—/-]\s?(?P<to>\d{2,4})"
_NUMBERED = r"nrs?[.,]?\s*(?P<numbers>\d+(?:\s*(?:,|en|t/m|[-–—])\s*\d+(?!\d*\s?\d{3},))*)"
_SESSION = r"\(?\d{4}\s?[–—/-]\s?\d{2,4}\)?,?\s*"
_KAMERSTUK = re.compile(
    rf"(?:Kamerstuk(?:ken)?(?:\s+II?)?,?\s*(?:{_SESSION})?"
    rf"|Tweede Kamer,?\s+(?:[Vv]ergaderjaar\s+)?{_SESSION})"
    r"(?P<dossier>\d{2}[ .]?\d{3})(?:-(?P<sub>\d{2})(?=[-,\s]))?"
    r"(?:[ -]?(?P<chapter>[IVX]+[A-Z]?|[A-J])\b)?"
    rf"(?:,?\s*{_NUMBERED}|-(?P<tail>\d{{1,4}})\b)"
)
_SHORT_KAMERSTUK = re.compile(r"\((?P<dossier>\d{2} \d{3})-(?P<tail>\d{1,4})\)")
_AANHANGSEL = re.compile(
    r"(?:Aanhangsel(?:\s+van\s+de)?\s+Handelingen(?:\s+II)?|Kamervragen\s+\(Aanhangsel\)),?\s*"
    rf"(?:vergaderjaar\s*)?{_YEARS},?\s*{_NUMBERED}"
)
_PRINTED = re.compile(r"\b(?P<id>(?:ah-tk-\d{8}|kst-\d{5})[–-][\w–-]*\d)\b")
_LONGEST_RANGE = 20
_ZAAK = re.compile(r"\b(?P<year>20\d\d)\s?Z\s?(?P<number>\d{5})\b")


def find_references(passage: Passage) -> tuple[Reference, ...]:
    """The references in a rendered passage, in text order, with their spans in the source.

    A pointer to questions of another document that is not named has no numbers.
    """
    found = [
        *_pairs(passage),
        *_papers(passage, _KAMERSTUK),
        *_papers(passage, _SHORT_KAMERSTUK),
        *_supplements(passage),
        *_printed(passage),
        *_cases(passage),
    ]
    return tuple(sorted(found, key=lambda reference: (reference.span, reference.document)))


def _reference(
    passage: Passage,
    match: re.Match[str],
    kind: ReferenceKind,
    document: str = "",
    numbers: tuple[str, ...] = (),
) -> Reference:
    text = " ".join(match[0].split())
    return Reference(kind, text, passage.source(match.start(), match.end()), document, numbers)


def _pairs(passage: Passage) -> Iterator[Reference]:
    for match in _PAIR.finditer(passage.text):
        elsewhere = match["others"] or _ELSEWHERE.match(passage.text, match.end())
        numbers = () if elsewhere else expand(match["numbers"])
        yield _reference(passage, match, ReferenceKind.PAIR, "", numbers)


def _papers(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Reference]:
    for match in pattern.finditer(passage.text):
        groups = match.groupdict()
        parts = [
            "kst",
            re.sub(r"\D", "", match["dossier"]),
            groups.get("chapter"),
            groups.get("sub"),
        ]
        stem = "-".join(part for part in parts if part)
        for number in _serial(groups.get("numbers") or "") or (groups.get("tail") or "",):
            yield _reference(passage, match, ReferenceKind.KAMERSTUK, f"{stem}-{number}")


def _serial(printed: str) -> tuple[str, ...]:
    """Serial numbers of papers, which have up to four digits; a short range is written out."""
    bounds = re.fullmatch(r"(\d+)\s*(?:t/m|[-–—])\s*(\d+)", printed)
    if bounds and 0 < int(bounds[2]) - int(bounds[1]) < _LONGEST_RANGE:
        return tuple(str(n) for n in range(int(bounds[1]), int(bounds[2]) + 1))
    return tuple(re.findall(r"\d+", printed))


def _supplements(passage: Passage) -> Iterator[Reference]:
    for match in _AANHANGSEL.finditer(passage.text):
        last = match["to"] if len(match["to"]) == 4 else match["from"][:2] + match["to"]
        for number in _serial(match["numbers"]):
            document = f"ah-tk-{match['from']}{last}-{number}"
            yield _reference(passage, match, ReferenceKind.AANHANGSEL, document)


def _printed(passage: Passage) -> Iterator[Reference]:
    for match in _PRINTED.finditer(passage.text):
        document = match["id"].replace("–", "-")
        is_supplement = document.startswith("ah-")
        kind = ReferenceKind.AANHANGSEL if is_supplement else ReferenceKind.KAMERSTUK
        yield _reference(passage, match, kind, document)


def _cases(passage: Passage) -> Iterator[Reference]:
    for match in _ZAAK.finditer(passage.text):
        yield _reference(passage, match, ReferenceKind.ZAAK, f"{match['year']}Z{match['number']}")
