"""`python -m qa.parse_report [FOLDER]`: what the parser makes of a folder of documents.

One line for each folder below it: documents, kinds, numbered questions as pairs, how many of
them answered or joint, gaps, refused files, unassigned characters, seconds. A bad file is
counted and named, and the run goes on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qa.collect import find
from qa.errors import KamervragenError
from qa.model import Kind, Parsed
from qa.parse import parse
from qa.read import read

_DEFAULT = Path("../shared/documents")
_COLUMNS = (
    "map", "documenten", *(kind.value for kind in Kind), "paren", "beantwoord", "samen", "gaten",
    "geweigerd", "onbekend", "seconden",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts over the documents of one folder; `refused` and `gaps` name what needs a look."""

    documents: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    pairs: int = 0
    answered: int = 0
    joint: int = 0
    gaps: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unassigned: int = 0
    seconds: float = 0.0

    def add(self, parsed: Parsed) -> None:
        """Count one parsed document."""
        self.documents += 1
        self.kinds[parsed.document.kind] += 1
        self.pairs += len(parsed.pairs)
        self.answered += sum(bool(pair.answer) for pair in parsed.pairs)
        self.joint += sum(len(pair.numbers) > 1 for pair in parsed.pairs)
        self.gaps += [f"{parsed.document.source}: vraag {gap.number}" for gap in parsed.gaps]
        self.unassigned += sum(span.end - span.start for span in parsed.unassigned)

    def row(self, name: str) -> tuple[str, ...]:
        """The cells of this folder's line, in the order of the columns."""
        counts = (
            self.documents, *(self.kinds[kind] for kind in Kind), self.pairs, self.answered,
            self.joint, len(self.gaps), len(self.refused), self.unassigned,
        )  # fmt: skip
        return (name, *(str(count) for count in counts), f"{self.seconds:.1f}")


def report(folder: Path) -> dict[str, Tally]:
    """Read and parse every document below `folder`; the result has one tally per folder."""
    tallies: dict[str, Tally] = {}
    for path in find([folder] if folder.is_dir() else []):
        tally = tallies.setdefault(str(path.parent.relative_to(folder)), Tally())
        begin = time.perf_counter()
        try:
            tally.add(parse(read(path)))
        except KamervragenError as error:
            tally.refused.append(f"{path.name}: {error}")
        tally.seconds += time.perf_counter() - begin
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """The tallies as a table with aligned columns, then what has gaps or was refused."""
    rows = [_COLUMNS, *(tally.row(name) for name, tally in tallies.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = [_aligned(row, widths) for row in rows]
    for name, tally in tallies.items():
        lines += [f"gat        {name}/{gap}" for gap in tally.gaps]
        lines += [f"geweigerd  {name}/{refused}" for refused in tally.refused]
    return "\n".join(lines)


def _aligned(row: Iterable[str], widths: list[int]) -> str:
    cells = zip(row, widths, strict=True)
    return "  ".join(
        cell.ljust(width) if index == 0 else cell.rjust(width)
        for index, (cell, width) in enumerate(cells)
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the report on a folder. Exit code 1 where the folder holds no documents."""
    parser = argparse.ArgumentParser(prog="python -m qa.parse_report", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT)
    folder: Path = parser.parse_args(arguments).folder
    tallies = report(folder)
    if not tallies:
        sys.stderr.write(
            f"In de map '{folder}' staat geen document. Verwacht wordt een map met PDF-, Word-, "
            "XML-, HTML- of tekstbestanden; geef die als argument.\n"
        )
        return 1
    sys.stdout.write(table(tallies) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
