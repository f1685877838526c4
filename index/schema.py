"""The tables of a store's corpus.

Vectors and readings (`index.reading`) are kept by encoder and digest of the text, whatever
document it stands in: a build makes only what was never made before.
"""

from __future__ import annotations

from typing import Final

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sources (digest TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    source TEXT NOT NULL, body TEXT NOT NULL, reading TEXT NOT NULL, digest TEXT NOT NULL,
    whole TEXT NOT NULL,
    kind TEXT, ministry TEXT, member TEXT, party TEXT, day TEXT, vergaderjaar TEXT, dossier TEXT,
    zaken TEXT
);
CREATE INDEX IF NOT EXISTS documents_id ON documents (id);
CREATE TABLE IF NOT EXISTS pairs (
    row INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents (row),
    position INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS pairs_place ON pairs (document, position);
CREATE INDEX IF NOT EXISTS pairs_id ON pairs (id);
CREATE TABLE IF NOT EXISTS members (
    generation INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents (row),
    PRIMARY KEY (generation, document)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (fingerprint, text)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readings (
    fingerprint TEXT NOT NULL, text TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (fingerprint, text)
) WITHOUT ROWID;
"""
