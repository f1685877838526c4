"""What a store holds, as a person wants to know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.corpus import Corpus
from index.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds. Days and moments are ISO 8601, "" where unknown; sizes are bytes."""

    documents: int
    pairs: int
    earliest: str
    latest: str
    encoder: str
    fingerprint: str
    dimension: int
    generation: int
    built: str
    corpus_bytes: int
    index_bytes: int

    @classmethod
    def of(cls, store: Path, manifest: Manifest, corpus: Corpus) -> Status:
        """The status of an open store."""
        days = sorted(place.day for place in corpus.places if place.day)
        return cls(
            documents=manifest.counts.documents,
            pairs=manifest.counts.pairs,
            earliest=days[0] if days else "",
            latest=days[-1] if days else "",
            encoder=manifest.encoder.name,
            fingerprint=manifest.encoder.fingerprint,
            dimension=manifest.encoder.dimension,
            generation=manifest.generation,
            built=manifest.built,
            corpus_bytes=corpus.bytes(),
            index_bytes=sum((store / name).stat().st_size for name in manifest.checksums),
        )
