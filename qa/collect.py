"""From paths to parsed documents: walk, read, parse, and go on past what fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qa import catalogue
from qa.errors import ReadError
from qa.model import Parsed
from qa.parse import parse
from qa.read import read

SUFFIXES: Final = frozenset({".docx", ".htm", ".html", ".pdf", ".txt", ".xml"})
"""Files taken from a folder; a file that is named itself is tried whatever its name."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and why."""

    path: Path
    error: ReadError


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read, folders walked in the order of names, each file once.

    Hidden files and folders are left out, and links to folders are not followed, so that a
    loop of links ends.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            resolved = file.absolute()
            if resolved not in seen:
                seen.add(resolved)
                yield file


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        # `read` on the folder itself names the error in the batch's table.
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def collect(
    paths: Iterable[Path], *, progress: Callable[[int, int, str], None] | None = None
) -> Iterator[Parsed | Refused]:
    """Read and parse every file under `paths`, one outcome a file, in order.

    `progress` is called before each file with its index, the number of files and its name.

    Raises:
        DamagedFile: a folder's `documents.toml` is wrong; nothing is guessed around it.
    """
    files = list(find(paths))
    catalogues: dict[Path, catalogue.Catalogue] = {}
    for index, path in enumerate(files):
        if progress is not None:
            progress(index, len(files), path.name)
        if path.parent not in catalogues:
            catalogues[path.parent] = catalogue.load(path.parent)
        try:
            source = read(path)
        except ReadError as error:
            yield Refused(path, error)
        else:
            yield parse(catalogue.apply(source, catalogues[path.parent]))
