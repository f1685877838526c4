"""Which raised number is a footnote mark."""

from __future__ import annotations

import re

_POWER = re.compile(r"(?:\b(?:[kcdm]?m|CO|NO|PM|10|sec|s)|\d[.,]?\d*\s?[kcdm]?m)$")


def is_mark(text: str, at: int) -> bool:
    """Whether the raised number at offset `at` of `text` marks a footnote.

    It does not where it is the power of a unit or of ten ("m²", "10⁶").
    """
    return not _POWER.search(text[max(0, at - 12) : at])
