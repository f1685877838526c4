r"""Mends what storage and typesetting did to the characters, and moves offsets along.

The repaired characters are those of `SourceText.text`: spans are counted in it, so they stay
true to what every later step sees. Repaired are UTF-8 that was encoded twice, line ends
(all become "\n"), spaces without a break and other wide or thin spaces (a plain space),
soft hyphens ("-" at the end of a line, elsewhere nothing), ligatures, diacritics torn from
their letter (one letter, NFC), bullets of symbol fonts, and invisible and control
characters (nothing). No word is changed, and nothing else is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from qa.model import Note, Span
from qa.read.content import Content

Edit = tuple[int, int, str]
"""Replace `[start, end)` by the string."""


def repair(content: Content) -> Content:
    """`content` with its characters mended and every offset moved along."""
    for collect in (_twice_encoded, _twice_encoded, _characters, _detached):
        content = _apply(content, collect(content.text))
    return replace(
        content,
        notes=tuple(_reread(note, content.text) for note in content.notes),
        metadata={name: repair_text(value) for name, value in content.metadata.items()},
    )


def repair_text(text: str) -> str:
    """`text` mended, for a string without offsets (a title, a footnote)."""
    return repair(Content(text)).text


def _reread(note: Note, text: str) -> Note:
    return replace(note, text="\n".join(span.of(text) for span in note.spans))


def _apply(content: Content, edits: Iterable[Edit]) -> Content:
    if not (content.pages or content.notes or content.marks or content.furniture):
        return replace(content, text="".join(_pieces(content.text, edits)))
    edits = list(edits)
    starts = [start for start, _, _ in edits]
    ends = [end for _, end, _ in edits]
    shifts = [0, *accumulate(len(new) - (end - start) for start, end, new in edits)]

    def moved(offset: int, *, up: bool = False) -> int:
        done = bisect_right(ends, offset)
        if done < len(starts) and starts[done] < offset:
            # Inside an edit there is no place of its own: one of its ends stands for it.
            return ends[done] + shifts[done + 1] if up else starts[done] + shifts[done]
        return offset + shifts[done]

    def spans(values: Iterable[Span]) -> tuple[Span, ...]:
        moves = (Span(moved(value.start), moved(value.end, up=True)) for value in values)
        return tuple(span for span in moves if span.start < span.end)

    return replace(
        content,
        text="".join(_pieces(content.text, edits)),
        pages=tuple(map(moved, content.pages)),
        notes=tuple(replace(note, spans=spans(note.spans)) for note in content.notes),
        marks=spans(content.marks),
        furniture=spans(content.furniture),
    )


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    at = 0
    for start, end, new in edits:
        yield text[at:start]
        yield new
        at = end
    yield text[at:]


# --- UTF-8 that was read as Windows-1252 and encoded again --------------------------------


def _windows_1252() -> dict[str, int]:
    """Character to byte; the control characters stand for their byte as well (ISO 8859-1)."""
    codes = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        codes[bytes([byte]).decode("cp1252", "replace")] = byte
    codes.pop("\ufffd")
    return codes


_BYTES = _windows_1252()
_CONTINUATION = "[" + re.escape("".join(c for c, b in _BYTES.items() if b < 0xC0)) + "]"
_TWICE = re.compile(
    # Only lead bytes whose results occur in Dutch documents: Latin letters, combining marks,
    # punctuation and signs, ligatures, the byte order mark. "«CAFÉ»" must stay as it is.
    f"[ÂÃÄÅÌ]{_CONTINUATION}|(?:â|ï|ð{_CONTINUATION}){_CONTINUATION}{{2}}"
)
_LIKELY = re.compile(
    "[\u0080-\u017f\u0300-\u036f\u2000-\u27bf\ufb00-\ufb06\ufeff\U0001f300-\U0001faff]"
)


def _twice_encoded(text: str) -> Iterator[Edit]:
    for found in _TWICE.finditer(text):
        try:
            once = bytes(_BYTES[char] for char in found.group()).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _LIKELY.fullmatch(once):
            yield found.start(), found.end(), once


# --- single characters -----------------------------------------------------------------

_BECOMES = {
    **dict.fromkeys("\r\x0b\x0c\u2028\u2029", "\n"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076", "•"),
    "\uf02d": "–",
    "\u2011": "-",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u0132": "IJ",
    "\u0133": "ij",
}
_CHARACTER = re.compile(
    "\r\n"
    "|\u00ad(?=\\s|$)"  # hyphenation as printed: a hyphen at the line's end
    "|[" + re.escape("".join(_BECOMES)) + "]"
    "|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f]"
    "|[\ud800-\udfff]"
)


def _characters(text: str) -> Iterator[Edit]:
    for found in _CHARACTER.finditer(text):
        yield found.start(), found.end(), _become(found.group(), text, found.end())


def _become(found: str, text: str, end: int) -> str:
    if found == "\r\n":
        return "\n"
    if found == "\u00ad":
        return "-" if end == len(text) or text[end].isspace() else ""
    if "\x80" <= found <= "\x9f":  # Windows-1252 that was declared to be ISO 8859-1
        return bytes([ord(found)]).decode("cp1252", "ignore")
    return _BECOMES.get(found, "")


# --- diacritics beside their letter ----------------------------------------------------

_COMBINING = {"´": "\u0301", "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˛": "\u0328"}
_DETACHED = re.compile(
    # A letter with its combining mark right behind it is whole: it stays as it was published.
    "[^\\W\\d_] [\u0300-\u036f]"
    "|[^\\W\\d_] ?[¸ˇ˘˛]"
    "|[cnszCNSZ] ?´(?!\\w)"  # not after a vowel: "regio´s" has an apostrophe
)


def _detached(text: str) -> Iterator[Edit]:
    for found in _DETACHED.finditer(text):
        together = found.group().replace(" ", "")
        joined = unicodedata.normalize("NFC", "".join(_COMBINING.get(c, c) for c in together))
        if joined != found.group() and not unicodedata.combining(joined[-1]):
            yield found.start(), found.end(), joined
