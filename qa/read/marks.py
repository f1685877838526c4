"""Which raised number is a footnote mark."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?:\b(?:[kcdm]?m|CO|NO|PM|10|sec|s)|\d[.,]?\d*\s?[kcdm]?m)$")


def is_mark(before: str) -> bool:
    """Whether a raised number behind the text `before` marks a footnote.

    It does not where it is the power of a unit or of ten ("m²", "10⁶").
    """
    return not _UNIT.search(before[-12:])
