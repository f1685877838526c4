"""Building: documents into a new generation of a store, switched on by one rename.

The order is what makes it safe. Documents and vectors are added to the corpus as rows that no
generation lists; the list of members, the dense and the lexical index of generation n + 1 are
written aside and synced; then the manifest is replaced. Whatever dies before that leaves the
store as it was. Afterwards old generations go, except those that a reader still holds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.abbreviations import mine
from index.corpus import Corpus, digest
from index.dense import FILE as DENSE
from index.dense import write_dense
from index.encode import BUNDLED, Encoder
from index.generations import (
    LEXICAL,
    building,
    free_generations,
    make_folder,
    sync_tree,
)
from index.intake import Intake
from index.lexical import write_lexical
from index.manifest import (
    FORMAT,
    Counts,
    EncoderMark,
    Manifest,
    checksum,
    current_analyser,
    read_manifest,
    write_manifest,
)
from index.record import Record
from index.texts import (
    embed,
    entry,
    read_words,
    source_texts,
    stored_pairs,
    vector_texts,
    word_texts,
)
from qa.errors import StoreMissing
from qa.model import Parsed

Progress = Callable[[int, int, str], None]
"""Called with which (from 0), of how many, and what is being done."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `documents` and `pairs` count what the store holds now.

    `added` counts documents that are new or replaced, `replaced` those of them that took the
    place of an earlier version. `duplicates` were offered
    twice, in two formats. `embedded` and `reused` count vectors. `generation` is the
    current one; a build that changes nothing makes no new one.
    """

    generation: int
    documents: int
    pairs: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    duplicates: int
    embedded: int
    reused: int
    seconds: float


def build(
    store: Path,
    parsed: Iterable[Parsed],
    *,
    encoder: Encoder,
    remove: Iterable[str] = (),
    progress: Progress | None = None,
) -> BuildReport:
    """Add documents to the store at `store`, made if there is none, and take `remove` out.

    A document whose file is unchanged costs nothing; one with the id of another replaces it.
    A store of another encoder, format or analysis is rebuilt from its own corpus where its
    format allows, so that nothing has to be read again.

    Raises:
        StoreError: another build is at work, or the store cannot be written or read.
        EncoderError: the encoder cannot be loaded.
    """
    started = time.monotonic()
    tell = progress or _silent
    with building(store):
        current = _current(store)
        record = Record(store)
        try:
            latest = current.generation if current else 0
            record.keep_generations(free_generations(store, latest))
            intake = Intake(record, latest)
            intake.add(parsed)
            removed = intake.remove(remove)
            if current is not None and not intake.changed and _same_make(current, encoder):
                manifest, embedded, reused = current, 0, 0
            else:
                manifest, embedded, reused = _next(store, record, intake, current, encoder, tell)
        finally:
            record.close()
    return BuildReport(
        generation=manifest.generation,
        documents=manifest.counts.documents,
        pairs=manifest.counts.pairs,
        added=intake.added,
        replaced=intake.replaced,
        unchanged=intake.unchanged,
        removed=removed,
        duplicates=intake.duplicates,
        embedded=embedded,
        reused=reused,
        seconds=round(time.monotonic() - started, 3),
    )


def _silent(_index: int, _total: int, _name: str) -> None:
    """Tell nobody."""


def _current(store: Path) -> Manifest | None:
    try:
        return read_manifest(store)
    except StoreMissing:
        return None


def _same_make(manifest: Manifest, encoder: Encoder) -> bool:
    return (
        manifest.encoder.fingerprint == encoder.fingerprint
        and manifest.analyser == current_analyser()
    )


def _next(
    store: Path,
    record: Record,
    intake: Intake,
    current: Manifest | None,
    encoder: Encoder,
    tell: Progress,
) -> tuple[Manifest, int, int]:
    """Write the next generation and switch to it; it, and the vectors made and reused."""
    generation = (current.generation if current else 0) + 1
    record.list_members(generation, intake.rows)
    corpus = Corpus(store, generation)
    try:
        stored = list(stored_pairs(corpus))
        full_forms = mine(source_texts(corpus))
        identity = corpus.digest()
        documents = len(corpus.places)
    finally:
        corpus.close()
    texts, owners = vector_texts([pair for _, pair in stored])
    vectors, embedded = embed(
        texts, record, encoder, _telling(tell, "teksten omzetten in vectoren")
    )
    read = word_texts([pair for _, pair in stored]) if encoder.name == BUNDLED else []
    read_words(read, record, encoder, _telling(tell, "teksten woord voor woord lezen"))
    folder = make_folder(store, generation)
    write_dense(folder / DENSE, vectors, owners)
    entries = [entry(document, pair) for document, pair in stored]
    write_lexical(folder / LEXICAL, entries, full_forms)
    files = sync_tree(folder)
    manifest = Manifest(
        format=FORMAT,
        generation=generation,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=EncoderMark(
            encoder.name, encoder.fingerprint, vectors.shape[1], dict(encoder.prompts)
        ),
        analyser=current_analyser(),
        counts=Counts(documents, len(stored), len(texts)),
        corpus=identity,
        checksums={path.relative_to(store).as_posix(): checksum(path) for path in files},
    )
    write_manifest(store, manifest)
    record.keep_generations(free_generations(store, generation))
    record.keep_texts(digest(text) for text in [*texts, *read])
    return manifest, embedded, len(texts) - embedded


def _telling(tell: Progress, what: str) -> Callable[[int, int], None]:
    def done(index: int, total: int) -> None:
        tell(index, total, what)

    return done
