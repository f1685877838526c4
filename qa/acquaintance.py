"""The question that opens most sets: whether the minister knows a report that lies before him.

"Bent u bekend met dit bericht?" asks nothing of the matter. Searched with the set's subject it
finds what was answered on that subject, which does not answer it: that another report was known
is no answer for this one.
"""

from __future__ import annotations

import re
from typing import Final

_KNOWS: Final = r"(bekend met|kennis\s?genomen van|op de hoogte van|gelezen|gezien|kent u|kennen)"
_WHAT: Final = (
    r"(bericht|berichten|berichtgeving|artikel|artikelen|nieuws|nieuwsbericht|uitzending|reportage"
    r"|rapport|onderzoek|brief|opiniestuk|interview|filmpje|video)"
)
_ASKED: Final = re.compile(
    rf"^(?=(bent|kent|heeft|hebt|hebben|is|zijn|kennen)\b)[^.?!]*?\b{_KNOWS}\b[^.?!]{{0,40}}\b(dit|deze|het|de|die|dat|bovenstaande?|genoemde?)\s+"
    rf"(\w+\s+)?{_WHAT}\s*(\[?\d{{1,2}}\]?|[¹²³⁴-⁹]+)?\s*\?\s*(\[?\d{{1,2}}\]?|[¹²³⁴-⁹]+)?\s*$",
    re.IGNORECASE,
)


def asks_acquaintance_only(question: str) -> bool:
    """Whether `question` asks no more than whether a report, not named in it, is known."""
    return _ASKED.match(" ".join(question.split())) is not None
