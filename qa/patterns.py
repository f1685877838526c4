r"""The patterns of Dutch parliamentary papers that more than one module reads by.

Regular expressions as strings, to be built into larger ones; what only one module needs stays
with it. Blanks are `[ \t]`, so that no pattern runs over a line's end by accident.
"""

from __future__ import annotations

BLANK = r"[ \t]"
NUMBER = r"\d{1,3}(?:[a-z](?![\w’'/]))?"
_BETWEEN = (
    rf"{BLANK}*+(?:,{BLANK}*+en\b|;|,|&|/|\ben\b|\bt/m\b|\btot en met\b|[-–—]|(?<=[ \t]))"
    rf"{BLANK}*+(?:(?:[Vv]ra(?:ag|gen)|[Aa]ntwoord)\b{BLANK}*+)?"
)
NUMBERS = rf"(?P<numbers>{NUMBER}(?:{_BETWEEN}{NUMBER})*)"
LISTED = (
    rf"(?P<numbers>{NUMBER}(?:\s*(?:,\s*en\b|,|&|\ben\b|\bt/m\b|\btot en met\b|-)\s*{NUMBER})*)"
)
"""As `NUMBERS`, for running text: two numbers must have something between them."""
LINE_START = rf"^{BLANK}*(?:[#*_>]{{1,4}}{BLANK}*)?"
LINE_END = rf"{BLANK}*(?:[*_]{{1,2}}{BLANK}*)?$"
OPENING = r"[A-ZÀ-Þ«“\"‘'’´(\[…‹„]"
"""How the first word of a question or an answer begins."""
