"""Writing the corpus: rows are added and listed in a generation, never changed.

Transactions are short (a batch of documents, a batch of vectors, one list of members), so a
reader waits for no longer than one write to disk. Rows that no generation lists, left by a
build that was killed, are removed at the start of the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from index import filters as conditions
from index import serial
from index.corpus import Reading, connect, digest, guarded
from index.encode import Matrix
from index.schema import SCHEMA
from qa.model import Parsed


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a generation: its row, the SHA-256 and the name of its file, and `whole`.

    `whole` is the digest of all that is stored of it: a document that a newer parser reads
    otherwise differs in it, though its file is the same.
    """

    row: int
    sha256: str
    whole: str
    name: str


_CHUNK: Final = 500
"""Values in one SQL statement: below SQLite's limit of 999 on old builds."""


class Record:
    """The writing side of a store's corpus; one process at a time, guarded by the build's lock."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._connection = connect(store, create=True)
        with guarded(store):
            # A page that spills early would lock readers out for the whole transaction.
            self._connection.execute("PRAGMA cache_spill = OFF")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with guarded(self._store):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def members(self, generation: int) -> dict[str, Member]:
        """The documents of a generation, by id."""
        with guarded(self._store):
            rows = self._connection.execute(
                "SELECT d.id, d.row, d.sha256, d.whole, d.name FROM members m "
                "JOIN documents d ON d.row = m.document WHERE m.generation = ?",
                (generation,),
            ).fetchall()
        return {name: Member(*rest) for name, *rest in rows}

    def add(self, documents: Sequence[Parsed]) -> list[int]:
        """Write documents with their pairs and source texts; their rows, in order."""
        with self._transaction() as connection:
            return [_insert(connection, parsed) for parsed in documents]

    def list_members(self, generation: int, rows: Iterable[int]) -> None:
        """Say which document rows a generation consists of."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO members (generation, document) VALUES (?, ?)",
                ((generation, row) for row in rows),
            )

    def known_vectors(self, fingerprint: str, texts: Sequence[str]) -> dict[str, bytes]:
        """The stored vectors of these text hashes, as bytes of float32."""
        found: dict[str, bytes] = {}
        with guarded(self._store):
            for at in range(0, len(texts), _CHUNK):
                chunk = texts[at : at + _CHUNK]
                marks = ",".join("?" * len(chunk))
                found.update(
                    self._connection.execute(
                        f"SELECT text, vector FROM vectors WHERE fingerprint = ? "
                        f"AND text IN ({marks})",
                        (fingerprint, *chunk),
                    ).fetchall()
                )
        return found

    def add_vectors(self, fingerprint: str, texts: Sequence[str], vectors: Matrix) -> None:
        """Keep the vectors of these text hashes."""
        rows = [
            (fingerprint, text, np.ascontiguousarray(vector, dtype="<f4").tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (fingerprint, text, vector) VALUES (?, ?, ?)", rows
            )

    def known_readings(self, fingerprint: str) -> set[str]:
        """The hashes of the texts whose reading by this encoder is stored."""
        with guarded(self._store):
            rows = self._connection.execute(
                "SELECT text FROM readings WHERE fingerprint = ?", (fingerprint,)
            ).fetchall()
        return {row[0] for row in rows}

    def add_readings(self, fingerprint: str, readings: Iterable[tuple[str, bytes]]) -> None:
        """Keep readings by the hash of their text."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO readings (fingerprint, text, body) VALUES (?, ?, ?)",
                ((fingerprint, text, body) for text, body in readings),
            )

    def keep_generations(self, generations: Iterable[int]) -> None:
        """Remove every row that none of these generations lists."""
        kept = sorted(generations)
        marks = ",".join("?" * len(kept))
        with self._transaction() as connection:
            connection.execute(f"DELETE FROM members WHERE generation NOT IN ({marks})", kept)
            for statement in (
                "DELETE FROM pairs WHERE document NOT IN (SELECT document FROM members)",
                "DELETE FROM documents WHERE row NOT IN (SELECT document FROM members)",
                "DELETE FROM sources WHERE digest NOT IN (SELECT source FROM documents)",
            ):
                connection.execute(statement)

    def keep_texts(self, texts: Iterable[str]) -> None:
        """Remove vectors and readings of every text but these, of whatever encoder."""
        with self._transaction() as connection:
            connection.execute("CREATE TEMP TABLE kept (text TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((t,) for t in texts))
            for table in ("vectors", "readings"):
                connection.execute(f"DELETE FROM {table} WHERE text NOT IN (SELECT text FROM kept)")
            connection.execute("DROP TABLE kept")


def whole_digest(parsed: Parsed) -> str:
    """The digest of everything that is stored of a document."""
    return _whole(*_bodies(parsed))


def _bodies(parsed: Parsed) -> tuple[str, str, str, list[str]]:
    """The stored texts of a document: itself, its reading, its source, its pairs."""
    reading = Reading(
        parsed.gaps, parsed.layout, parsed.confidence, parsed.furniture, parsed.unassigned
    )
    return (
        serial.dump(parsed.document),
        serial.dump(reading),
        serial.dump(parsed.source),
        [serial.dump(pair) for pair in parsed.pairs],
    )


def _whole(body: str, reading: str, source: str, pairs: list[str]) -> str:
    return digest(body, reading, digest(source), *pairs)


def _insert(connection: sqlite3.Connection, parsed: Parsed) -> int:
    body, reading, source, pairs = _bodies(parsed)
    connection.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (digest(source), source))
    values = {
        "id": parsed.document.id,
        "name": parsed.source.name,
        "sha256": parsed.source.sha256,
        "source": digest(source),
        "body": body,
        "reading": reading,
        "digest": digest(body, reading),
        "whole": _whole(body, reading, source, pairs),
        **dict(zip(conditions.COLUMNS, conditions.values(parsed.document), strict=True)),
    }
    row = connection.execute(
        f"INSERT INTO documents ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) "
        "RETURNING row",
        tuple(values.values()),
    ).fetchone()[0]
    connection.executemany(
        "INSERT INTO pairs (document, position, id, body, digest) VALUES (?, ?, ?, ?, ?)",
        (
            (row, position, pair.id, text, digest(text))
            for position, (pair, text) in enumerate(zip(parsed.pairs, pairs, strict=True))
        ),
    )
    return int(row)
