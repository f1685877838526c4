"""The corpus: documents, pairs, spans and source texts in SQLite, read by generation.

Rows are written once and never changed. A generation is a list of document rows (`members`),
so a reader of generation n keeps reading the very rows that its vectors and words were made
from while a build adds other rows for generation n + 1. A document that is replaced gets a new
row; the old one goes when the last generation that lists it is cleaned up. Every body is kept
with its digest and checked when it is read: a damaged text is an error, never a quote.
"""

from __future__ import annotations

import builtins
import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from index import filters as conditions
from index import serial
from index.manifest import damaged
from qa.errors import StoreError
from qa.model import Document, Filters, Gap, Pair, Parsed, SourceText, Span

FILE: Final = "corpus.sqlite"
_PATIENCE: Final = 60.0
"""Seconds to wait for another process's short write."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parser said of a document beside its pairs."""

    gaps: tuple[Gap, ...] = ()
    layout: str = ""
    confidence: float = 1.0
    furniture: tuple[Span, ...] = ()
    unassigned: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A document in a generation: its row, and the ordinals of its pairs `[first, end)`."""

    row: int
    id: str
    first: int
    end: int
    day: str


def digest(*texts: str) -> str:
    """SHA-256 over texts, each preceded by its length."""
    total = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def connect(store: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to the corpus of `store`; read-only unless `create`.

    Raises:
        StoreDamaged: the file is missing or no database.
    """
    path = store / FILE
    if not create and not path.is_file():
        raise damaged(store, f"{FILE} ontbreekt")
    mode = "rwc" if create else "ro"
    with guarded(store):
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA schema_version")
        return connection


@contextmanager
def guarded(store: Path) -> Iterator[None]:
    """Translate SQLite's errors into errors of the store."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreError(
                f"De index in {str(store)!r} is langer dan {_PATIENCE:.0f} seconden bezet door "
                "een ander programma. Wacht tot dat klaar is en probeer het opnieuw."
            ) from error
        raise damaged(store, f"{FILE}: {error}") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(store, f"{FILE}: {error}") from error


class Corpus:
    """One generation of a store's corpus, read-only and safe to share between threads.

    Pairs are addressed by their ordinal: their place, from 0, in the order of document id and,
    in a document, of the document itself.
    """

    def __init__(self, store: Path, generation: int) -> None:
        self._store = store
        self._generation = generation
        self._lock = threading.Lock()
        self._connection = connect(store)
        self.places = self._read_places()
        self._by_id = {place.id: place for place in self.places}
        self._by_folded = {place.id.lower(): place for place in self.places}
        self.size = self.places[-1].end if self.places else 0

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def bytes(self) -> int:
        """The size of the file on disk."""
        return (self._store / FILE).stat().st_size

    def digest(self) -> str:
        """The digest of the generation: of its documents' digests, in order."""
        rows = self._rows(
            "SELECT d.whole FROM members m JOIN documents d ON d.row = m.document "
            "WHERE m.generation = ? ORDER BY d.id",
            (self._generation,),
        )
        return digest(*(row[0] for row in rows))

    def allowed(self, filters: Filters) -> list[Place]:
        """The documents that pass `filters`, ordered by id."""
        condition, parameters = conditions.where(filters)
        if condition == "1":
            return self.places
        rows = self._rows(
            "SELECT d.id FROM members m JOIN documents d ON d.row = m.document "
            f"WHERE m.generation = ? AND ({condition}) ORDER BY d.id",
            (self._generation, *parameters),
        )
        return [self._by_id[row[0]] for row in rows]

    def place(self, document_id: str) -> Place | None:
        """Where a document stands in this generation, or None; case does not count."""
        return self._by_id.get(document_id) or self._by_folded.get(document_id.lower())

    def of_zaak(self, zaak: str) -> list[Place]:
        """The documents that belong to a case ("2024Z11859"), ordered by id."""
        rows = self._rows(
            "SELECT d.id FROM members m JOIN documents d ON d.row = m.document "
            "WHERE m.generation = ? AND (instr(d.zaken, ?) OR lower(d.id) = ?) ORDER BY d.id",
            (self._generation, zaak.lower(), zaak.lower()),
        )
        return [self._by_id[row[0]] for row in rows]

    def titles(self) -> list[tuple[str, str]]:
        """The title of each document that has one, with its id, ordered by id."""
        sql = (
            "SELECT json_extract(d.body, '$.title') AS title, d.id FROM members m JOIN documents d "
            "ON d.row = m.document WHERE m.generation = ? AND title != '' ORDER BY d.id"
        )
        return self._rows(sql, (self._generation,))

    def pair_ids(self) -> list[str]:
        """The ids of all pairs, by ordinal."""
        rows = self._rows(
            "SELECT p.id FROM members m JOIN documents d ON d.row = m.document "
            "JOIN pairs p ON p.document = d.row WHERE m.generation = ? ORDER BY d.id, p.position",
            (self._generation,),
        )
        return [row[0] for row in rows]

    def pair(self, pair_id: str) -> Pair | None:
        """The pair with this id, or None."""
        place = self._by_id.get(pair_id.rpartition("#")[0])
        if place is None:
            return None
        rows = self._rows(
            "SELECT body, digest FROM pairs WHERE document = ? AND id = ?", (place.row, pair_id)
        )
        return self._decoded(Pair, *rows[0]) if rows else None

    def document(self, document_id: str) -> Document | None:
        """The document with this id, or None."""
        return self._one(Document, document_id, "body")

    def reading(self, document_id: str) -> Reading | None:
        """What the parser said of the document with this id, or None."""
        return self._one(Reading, document_id, "reading")

    def source(self, document_id: str) -> SourceText | None:
        """The source text of the document with this id, or None."""
        place = self._by_id.get(document_id)
        if place is None:
            return None
        rows = self._rows(
            "SELECT s.body, s.digest FROM documents d JOIN sources s ON s.digest = d.source "
            "WHERE d.row = ?",
            (place.row,),
        )
        if not rows:
            raise damaged(self._store, f"de brontekst van {document_id} ontbreekt")
        return self._decoded(SourceText, *rows[0])

    def pairs(self, document_id: str) -> list[Pair]:
        """The pairs of a document, in its order; empty where there is no such document."""
        place = self._by_id.get(document_id)
        if place is None:
            return []
        rows = self._rows(
            "SELECT body, digest FROM pairs WHERE document = ? ORDER BY position", (place.row,)
        )
        if len(rows) != place.end - place.first:
            raise damaged(self._store, f"paren van {document_id} ontbreken")
        return [self._decoded(Pair, *row) for row in rows]

    def parsed(self, document_id: str) -> Parsed | None:
        """A document as the parser gave it, or None."""
        document, source = self.document(document_id), self.source(document_id)
        reading = self.reading(document_id)
        if document is None or source is None or reading is None:
            return None
        return Parsed(
            document,
            source,
            tuple(self.pairs(document_id)),
            reading.gaps,
            reading.layout,
            reading.confidence,
            reading.furniture,
            reading.unassigned,
        )

    def words(self, fingerprint: str, text: str) -> builtins.bytes | None:
        """What an encoder read in `text`, as `index.reading` packs it, or None."""
        sql = "SELECT body FROM readings WHERE fingerprint = ? AND text = ?"
        rows = self._rows(sql, (fingerprint, digest(text)))
        return builtins.bytes(rows[0][0]) if rows else None

    def _read_places(self) -> list[Place]:
        rows = self._rows(
            "SELECT d.row, d.id, d.day, (SELECT count(*) FROM pairs p WHERE p.document = d.row) "
            "FROM members m JOIN documents d ON d.row = m.document "
            "WHERE m.generation = ? ORDER BY d.id",
            (self._generation,),
        )
        places: list[Place] = []
        first = 0
        for row, name, day, count in rows:
            places.append(Place(row, name, first, first + count, day))
            first += count
        return places

    def _one(self, kind: type[T], document_id: str, column: str) -> T | None:
        place = self._by_id.get(document_id)
        if place is None:
            return None
        rows = self._rows("SELECT body, reading, digest FROM documents WHERE row = ?", (place.row,))
        if not rows or digest(rows[0][0], rows[0][1]) != rows[0][2]:
            raise damaged(self._store, f"de gegevens van {document_id} zijn veranderd")
        return self._parse(kind, rows[0][0] if column == "body" else rows[0][1])

    def _decoded(self, kind: type[T], body: str, expected: str) -> T:
        if digest(body) != expected:
            raise damaged(self._store, f"een {kind.__name__} in {FILE} is veranderd")
        return self._parse(kind, body)

    def _parse(self, kind: type[T], body: str) -> T:
        try:
            return serial.load(kind, body)
        except ValueError as error:
            raise damaged(self._store, f"{FILE}: {error}") from error

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[Any]:
        with self._lock, guarded(self._store):
            return self._connection.execute(sql, parameters).fetchall()
