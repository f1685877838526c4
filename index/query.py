"""What may be asked: a question that is not empty and not endless."""

from __future__ import annotations

from typing import Final

from qa.errors import QueryError

LONGEST_QUERY: Final = 10_000
"""Characters in a question that is searched."""


def checked(query: str) -> str:
    """`query` without surrounding white space.

    Raises:
        QueryError: it is empty, or longer than `LONGEST_QUERY` characters.
    """
    text = query.strip()
    if not text:
        raise QueryError("De vraag is leeg. Typ een vraag, bijvoorbeeld in één volzin.")
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"De vraag telt {len(text)} tekens; hoogstens {LONGEST_QUERY} kunnen worden gezocht. "
            "Splits de tekst in losse vragen."
        )
    return text
