"""Turns a file into text with its offsets: one function for every format.

`read` finds the format by the content, refuses what is hostile or empty with a named error,
and mends the characters (`qa.read.repair`), so that spans counted in `SourceText.text` stay
true. PDF, DOCX, HTML and XML are taken apart in a process of their own with a limit on time
and memory (`qa.read.isolate`).
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from qa.model import Format, SourceText
from qa.read import guard, isolate, txt
from qa.read.detect import detect
from qa.read.repair import repair

__all__ = ["read", "read_bytes"]


def read(path: Path) -> SourceText:
    """The text of the file at `path`.

    Raises:
        ReadError: The file cannot be turned into text; the subclass and the message say why.
    """
    return read_bytes(guard.load(path), path.name)


def read_bytes(data: bytes, name: str) -> SourceText:
    """The text of a file given as bytes (an upload); `name` is the file's name.

    Raises:
        ReadError: As `read`.
    """
    kind = detect(data, name)
    extract = partial(isolate.extract, kind) if kind is not Format.TXT else txt.read
    raw = extract(data, name)
    guard.check_length(len(raw.text), name)
    content = repair(raw)
    guard.check_text(content.text, name)
    return SourceText(
        name=name,
        format=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        pages=content.pages,
        notes=content.notes,
        marks=content.marks,
        furniture=content.furniture,
        metadata=content.metadata,
    )
