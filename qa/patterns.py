r"""The patterns of Dutch parliamentary papers that more than one module reads by.

Regular expressions as strings, to be built into larger ones; what only one module needs stays
with it. Blanks are `[ \t]`, so that no pattern runs over a line's end by accident.
"""

from __future__ import annotations

from qa.numbers import ORDINALS

BLANK = r"[ \t]"
_LETTER = r"(?!t/m)[a-z](?![\w’']|/(?![a-z]\b))"
"""The letter of a sub-question; another may follow behind a slash: "1a/b"."""
NUMBER = rf"(?>\d{{1,3}}(?:(?:,[ ]?)?{_LETTER}|[ ]{_LETTER}(?![.)]))?)"
"""In one piece: the letter of "1, a" could else be of the number or behind it, in each of a row."""
_SEPARATOR = rf",{BLANK}*+en\b|;|,|&|/|\+|\b[eé]n\b|\balsmede\b|\bt/m\b|\btot en met\b|[-–—]"
_AGAIN = (
    rf"{BLANK}*+(?:(?:op\b{BLANK}*+)?(?:de\b{BLANK}*+)?"
    rf"(?:[Vv]ra(?:ag|gen)|[Aa]ntwoord)\b{BLANK}*+)?"
)
_NEXT = rf"{BLANK}*+(?:{_SEPARATOR}|(?<=[ \t])){_AGAIN}{NUMBER}"
_NEXT_LETTER = rf"{BLANK}*+(?:{_SEPARATOR}){BLANK}*+{_LETTER}"
NUMBERS = rf"(?P<numbers>{NUMBER}(?:{_NEXT}|{_NEXT_LETTER})*)"
LISTED = (
    rf"(?P<numbers>{NUMBER}(?:\s*(?:,\s*en\b|,|&|\ben\b|\bt/m\b|\btot en met\b|-)\s*{NUMBER})*)"
)
"""As `NUMBERS`, for running text: two numbers must have something between them."""
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\b"
ROMANS = rf"(?P<numbers>{_ROMAN}(?:{BLANK}*,{BLANK}*{_ROMAN})*(?:,?{BLANK}+en{BLANK}+{_ROMAN})?)"
"""Numbers in Roman figures, below 40: "II, III en V"."""
_ORDINAL = rf"(?i:{'|'.join(ORDINALS)})\b"
ORDINAL_NUMBERS = (
    rf"(?P<numbers>{_ORDINAL}(?:{BLANK}*,{BLANK}*{_ORDINAL})*(?:,?{BLANK}+en{BLANK}+{_ORDINAL})?)"
)
"""Numbers in words: "eerste", "tweede en derde"."""
WITH_OTHERS = (
    rf"(?:(?:,{BLANK}*\d{{1,3}})*,?{BLANK}+en{BLANK}+\d{{1,3}}|{BLANK}*t/m{BLANK}*\d{{1,3}})?"
)
"""What may stand behind a bare number that is asked together with others: "2, 3 en 5"."""
LINE_START = rf"^{BLANK}*+(?:[#*_>]{{1,4}}{BLANK}*+)?"
LABEL_START = rf"^{BLANK}*+(?:[#*_>•]{{1,4}}{BLANK}*+)?"
"""As `LINE_START`, for a word such as "Vraag": a bare number behind a bullet counts things."""
LINE_END = rf"{BLANK}*+(?:[*_]{{1,2}}{BLANK}*+)?$"
OPENING = r"(?:[A-ZÀ-Þ«“\"‘'’´(\[…‹„]|[a-z][.)]\s)"
"""How a question or an answer begins: with its first word, or with the letter of a list."""
