"""What is known of documents beside their own files: `documents.toml`.

A folder of documents may hold a file `documents.toml` with one table per file name, whose
keys are field names of `qa.model.Document` and whose values are text (or a list of texts for
the fields that hold several). It wins over what the parser reads, and is meant for what a
person has established, never for guesses.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

from qa.errors import DamagedFile
from qa.model import Document, SourceText

FILE_NAME: Final = "documents.toml"
_DERIVED: Final = frozenset({"source", "sha256", "references"})
_KNOWN: Final = frozenset(field.name for field in fields(Document)) - _DERIVED

Catalogue = dict[str, dict[str, str]]


def load(folder: Path) -> Catalogue:
    """The catalogue of a folder, by file name; empty where there is none.

    Raises:
        DamagedFile: it is no TOML, or names a field that documents do not have.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DamagedFile(f"{path} kan niet worden gelezen als TOML: {error}.") from error
    return {name: _checked(path, name, table) for name, table in tables.items()}


def _checked(path: Path, name: str, table: object) -> dict[str, str]:
    if not isinstance(table, dict):
        raise DamagedFile(f"{path}: onder {name!r} werd een tabel verwacht, niet {table!r}.")
    if unknown := sorted(set(table) - _KNOWN):
        raise DamagedFile(
            f"{path}: {name!r} noemt onbekende velden {', '.join(unknown)}; "
            f"bekend zijn {', '.join(sorted(_KNOWN))}."
        )
    return {key: "; ".join(v) if isinstance(v, list) else str(v) for key, v in table.items()}


def apply(source: SourceText, catalogue: Catalogue) -> SourceText:
    """`source` with what the catalogue knows of it added to its metadata."""
    known = catalogue.get(source.name)
    return replace(source, metadata={**source.metadata, **known}) if known else source
