"""Generations on disk: who builds, who reads, and which may go.

A build holds an exclusive lock on the store. A reader holds a shared lock on the generation it
has open; a generation is removed only by who gets that lock for itself, so a reader keeps its
files and rows however many builds pass by. Locks are the kernel's (flock): a process that dies
lets go of them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from index.manifest import Manifest, damaged, read_manifest, sync_folder
from qa.errors import StoreError

LEXICAL: Final = "lexical"
_GENERATIONS: Final = "generations"
_BUILD_LOCK: Final = "build.lock"
_READ_LOCK: Final = "read.lock"
_ATTEMPTS: Final = 20
"""How often a reader starts again when builds keep replacing the generation it opens."""


def folder_of(store: Path, generation: int) -> Path:
    """Where the files of a generation are."""
    return store / _GENERATIONS / str(generation)


@contextmanager
def building(store: Path) -> Iterator[None]:
    """Hold the store for building; the folder is made if there is none.

    Raises:
        StoreError: another build holds it, or the folder cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = (store / _BUILD_LOCK).open("w", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"In {str(store)!r} kan geen index worden geschreven ({error.strerror}). Kies met "
            "--store een map waarin geschreven mag worden."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"Aan de index in {str(store)!r} wordt al gebouwd door een ander programma. "
                "Wacht tot dat klaar is en probeer het opnieuw."
            ) from error
        yield


def make_folder(store: Path, generation: int) -> Path:
    """A new, empty folder for a generation; what a killed build left there is removed."""
    folder = folder_of(store, generation)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _READ_LOCK).touch()
    return folder


def sync_tree(folder: Path) -> list[Path]:
    """Bring a folder and all in it to disk; its files, sorted, without the lock."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    for inner in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(inner)
    sync_folder(folder.parent)
    return [path for path in files if path.name not in (_READ_LOCK, ".tantivy-writer.lock")]


def open_generation(store: Path) -> tuple[Manifest, IO[bytes]]:
    """The current manifest, and a lock that keeps its generation until it is closed.

    Raises:
        StoreMissing, StoreDamaged, StoreForeign: see `read_manifest`.
    """
    for _ in range(_ATTEMPTS):
        manifest = read_manifest(store)
        held = _hold(folder_of(store, manifest.generation))
        if held is not None:
            return manifest, held
    raise damaged(store, f"generatie {manifest.generation} ontbreekt")


def _hold(folder: Path) -> IO[bytes] | None:
    """A shared lock on a generation, or None where it is gone or going."""
    try:
        file = (folder / _READ_LOCK).open("rb")
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    if os.fstat(file.fileno()).st_nlink == 0:  # removed between opening and locking
        file.close()
        return None
    return file


def free_generations(store: Path, current: int) -> set[int]:
    """Remove the files of every generation that no one reads; the numbers of those kept."""
    kept = {current}
    folder = store / _GENERATIONS
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.isdigit() and int(path.name) != current and not _remove(path):
            kept.add(int(path.name))
    return kept


def _remove(folder: Path) -> bool:
    """Remove a generation, unless someone reads it; whether it is gone."""
    lock = folder / _READ_LOCK
    if lock.exists():
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            shutil.rmtree(folder)
    else:
        shutil.rmtree(folder)
    return True
