"""Every error a user can meet, as one tree.

    KamervragenError                 exit code 1: something named went wrong
    ├── ReadError                    a file cannot be turned into text
    │   ├── UnsupportedFormat        its content is of no known format
    │   ├── DamagedFile              truncated, corrupt or hostile
    │   ├── ProtectedFile            needs a password
    │   ├── EmptyText                holds no text (a scan, an empty file)
    │   └── LimitExceeded            too large, too deep, or takes too long
    ├── StoreError                   a store cannot be used
    │   ├── StoreMissing             there is none
    │   ├── StoreEmpty               it holds no pair
    │   ├── StoreDamaged             checksums or files do not fit
    │   └── StoreForeign             made by another format, encoder or stemmer version
    ├── EncoderError                 an encoder cannot be loaded
    └── QueryError                   a question cannot be searched (empty, too long)

Each message is one or two sentences for the reader of the screen, in Dutch: what is
wrong, naming the value, what was expected, and what to do.
"""

from __future__ import annotations

from typing import Final


class KamervragenError(Exception):
    """Base of every named error. `str(error)` is shown to the user as it is."""


class ReadError(KamervragenError):
    """A file cannot be turned into text."""


class UnsupportedFormat(ReadError):
    """The content is of no format that we read."""


class DamagedFile(ReadError):
    """The file is truncated, corrupt or hostile."""


class ProtectedFile(ReadError):
    """The file needs a password."""


class EmptyText(ReadError):
    """The file holds no text: a scan without a text layer, or nothing at all."""


class LimitExceeded(ReadError):
    """The file is too large, unpacks to too much, or takes too long to read."""


class StoreError(KamervragenError):
    """A store cannot be used."""


class StoreMissing(StoreError):
    """There is no store at the given place."""


class StoreEmpty(StoreError):
    """The store holds no pair to search."""


class StoreDamaged(StoreError):
    """Files of the store are missing or do not match their checksums."""


class StoreForeign(StoreError):
    """The store was made by another format, encoder or stemmer version."""


class EncoderError(KamervragenError):
    """An encoder cannot be loaded."""


class QueryError(KamervragenError):
    """A question cannot be searched: it is empty or too long."""


LONGEST_QUERY: Final = 10_000
"""Characters in a question; a longer text is a question set, or a mistake."""


def checked_query(query: str) -> str:
    """`query` without surrounding white space.

    Raises:
        QueryError: it is empty, or longer than `LONGEST_QUERY` characters.
    """
    stripped = query.strip()
    if not stripped:
        raise QueryError("De vraag is leeg. Typ een vraag, bijvoorbeeld in één volzin.")
    if len(stripped) > LONGEST_QUERY:
        raise QueryError(
            f"De vraag telt {len(stripped)} tekens; hoogstens {LONGEST_QUERY} kunnen worden "
            "gezocht. Splits de tekst in losse vragen, of toets hem als vragenset."
        )
    return stripped
