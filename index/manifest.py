"""The manifest: what a store is made of, and by what; the file that makes a generation current.

Everything that a generation depends on is named here. A reader starts at the manifest, so that
replacing this one file by an atomic rename switches a whole store from one generation to the
next, and a build that dies before the rename has changed nothing.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from index import serial
from index.analysis import ANALYSER, STEMMER, stemmer_version
from index.lexical import layout
from index.passages import RULE
from qa.errors import StoreDamaged, StoreForeign, StoreMissing

FORMAT: Final = 1
"""Version of the layout of a store."""
FILE: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """The encoder of a store, under the name that loads it again."""

    name: str
    fingerprint: str
    dimension: int
    prompts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnalyserMark:
    """The lexical analysis of a store: our version, and Snowball's algorithm and release.

    `layout` is that of the index that holds the terms, and how texts were cut into passages;
    "" in stores that did not say it yet.
    """

    version: int
    stemmer: str
    stemmer_version: str
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds."""

    documents: int
    pairs: int
    vectors: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation of a store.

    `built` is the moment of the switch, in UTC, ISO 8601. `corpus` is the digest of the
    generation's documents; `checksums` are SHA-256 by path relative to the store.
    """

    format: int
    generation: int
    built: str
    encoder: EncoderMark
    analyser: AnalyserMark
    counts: Counts
    corpus: str
    checksums: dict[str, str] = field(default_factory=dict)


def current_analyser() -> AnalyserMark:
    """The analysis that this installation does."""
    return AnalyserMark(ANALYSER, STEMMER, stemmer_version(), f"{layout()}; {RULE}")


def read_manifest(store: Path) -> Manifest:
    """The manifest of `store`.

    Raises:
        StoreMissing: there is none.
        StoreDamaged: it cannot be read.
        StoreForeign: another version of the layout wrote it.
    """
    path = store / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreMissing(
            f"Geen index gevonden in {str(store)!r}. Maak er een met "
            f"`kamervragen index PAD… --store {store}`."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(store, f"{FILE} is niet leesbaar ({error})") from error
    _check_format(store, text)
    try:
        return serial.load(Manifest, text)
    except ValueError as error:
        raise damaged(store, f"{FILE} heeft niet de verwachte vorm ({error})") from error


def _check_format(store: Path, text: str) -> None:
    try:
        found = serial.loads_object(text).get("format")
    except ValueError as error:
        raise damaged(store, f"{FILE} is geen JSON ({error})") from error
    if found != FORMAT:
        raise StoreForeign(
            f"De index in {str(store)!r} heeft indeling {found}; hier wordt indeling {FORMAT} "
            "gelezen. Kies met --store een andere map, of verwijder deze, en voer "
            "`kamervragen index PAD…` uit."
        )


def write_manifest(store: Path, manifest: Manifest) -> None:
    """Make `manifest` the current one, by one atomic rename, synced to disk."""
    path = store / FILE
    aside = store / f"{FILE}.new"
    with aside.open("w", encoding="utf-8") as file:
        file.write(serial.dump(manifest) + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(store)


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_files(store: Path, manifest: Manifest) -> None:
    """Compare the files of the current generation with their checksums.

    Raises:
        StoreDamaged: a file is missing or differs.
    """
    for name, expected in manifest.checksums.items():
        try:
            found = checksum(store / name)
        except OSError as error:
            raise damaged(store, f"{name} ontbreekt of is niet leesbaar") from error
        if found != expected:
            raise damaged(store, f"{name} heeft een andere controlesom dan bij het bouwen")


def check_analyser(store: Path, manifest: Manifest) -> None:
    """Refuse a store whose terms were made by another analysis.

    Raises:
        StoreForeign: naming both.
    """
    here = current_analyser()
    if manifest.analyser != here:
        raise foreign(store, _analyser(manifest.analyser), _analyser(here))


def _analyser(mark: AnalyserMark) -> str:
    engine = mark.layout or "zonder vermelde indeling"
    return f"woordanalyse {mark.version} (Snowball {mark.stemmer} {mark.stemmer_version}; {engine})"


def foreign(store: Path, made_by: str, here: str) -> StoreForeign:
    """The error for a store of another make."""
    return StoreForeign(
        f"De index in {str(store)!r} is gemaakt met {made_by}; hier draait {here}. "
        f"Bouw hem opnieuw met `kamervragen index PAD… --store {store}`."
    )


def damaged(store: Path, what: str) -> StoreDamaged:
    """The error for a store that cannot be trusted."""
    return StoreDamaged(
        f"De index in {str(store)!r} is beschadigd: {what}. Verwijder de map en bouw de index "
        f"opnieuw met `kamervragen index PAD… --store {store}`."
    )
