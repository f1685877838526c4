"""How a pair is cited and linked.

The form is the one Dutch jurists use (Leidraad voor juridische auteurs): "Kamerstukken II
2020/21, 27 925, nr. 748, vraag 13". A document whose official number is unknown is cited by
its title, or else by the name of its file, so that a citation never invents a number.
"""

from __future__ import annotations

from urllib.parse import quote

from qa.model import Document, Pair
from qa.numbers import listed


def cite(document: Document, pair: Pair | None = None) -> str:
    """The citation of a document, or of one pair in it.

    A joint group is cited by all its numbers, since the answer is given to all of them.
    """
    base = document.citation or document.title or document.source
    if pair is None:
        return base
    if len(pair.numbers) > 1:
        return f"{base}, vragen {listed(pair.numbers)}"
    return f"{base}, vraag {pair.number}"


def link(document: Document) -> str:
    """The official address of a document; "" where it has none."""
    return document.url


def deep_link(pair_id: str) -> str:
    """The path within the app that opens a pair: `/?pair=kst-27925-748%2313`."""
    return f"/?pair={quote(pair_id, safe='')}"
