"""Mutates documents and reads what comes of it: no crash, no hang, only named errors.

    python -m tests.fuzz_readers FOLDER [--inputs 10000] [--seed 0] [--keep FOLDER]

Each input is a document from FOLDER (and its subfolders) or from the test fixtures, changed in
one to four ways: bytes flipped, cut off, repeated, moved, replaced by those of another document,
packed parts of a DOCX changed and packed again. What brings a reader down, takes longer than
ten seconds or ends in an error without a name is kept, and the exit code is 1.
"""

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

from qa.errors import ReadError
from qa.read import read_bytes
from tests.read_files import FIXTURES, archive, locked_pdf

SUFFIXES = {".docx", ".html", ".pdf", ".txt", ".xml"}
MAX_SECONDS = 10.0
TOKENS = [
    *(b"\x00", b"\xff", b"\r", b"\f", b"\xc2\xad", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<", b"&#0;"),
    *(b"&x;", b"]]>", b"<!--", b"<vraag>", b"</al>", b"<noot>", b"<table>", b"endobj", b"stream"),
    *(b"99999999999", b"-1", b"/Length", b"/Kids [2 0 R]", b"Vraag 1\n", b"<w:p>", b"</w:tbl>"),
]


def documents(folder):
    """The bytes of every document to start from, by name."""
    paths = [*folder.rglob("*"), *FIXTURES.iterdir()]
    found = {
        path.name: path.read_bytes()
        for path in sorted(paths)
        if path.suffix.lower() in SUFFIXES and path.is_file()
    }
    return {**found, "slot.pdf": locked_pdf()}


def mutate(data, others, dice):
    """`data` after one change."""
    if data.startswith(b"PK") and dice.random() < 0.7:
        return mutate_part(data, others, dice)
    at, until = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    until = min(until, at + dice.choice([1, 10, 200, 5_000]))
    change = dice.randrange(7)
    if change == 0:
        return data[:at]
    if change == 1:
        return data[:at] + data[until:]
    if change == 2:
        return data[:at] + data[at:until] * dice.choice([2, 3, 50]) + data[until:]
    if change == 3:
        return data[:at] + dice.choice(TOKENS) * dice.choice([1, 1, 3, 400]) + data[at:]
    if change == 4:
        return data[:at] + dice.randbytes(until - at) + data[until:]
    if change == 5:
        other = dice.choice(others)
        start = dice.randrange(len(other) + 1)
        return data[:at] + other[start : start + until - at + 20] + data[at:]
    flipped = bytes(byte ^ (1 << dice.randrange(8)) for byte in data[at:until])
    return data[:at] + flipped + data[until:]


def mutate_part(data, others, dice):
    """A DOCX with one of its parts changed, packed as it should be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except Exception:  # damaged by an earlier change: leave it
        return data[:-1]
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    of_interest = [name for name in names if "document" in name or "note" in name]
    name = dice.choice([*names, *of_interest * 3]) if names else next(iter(parts))
    parts[name] = mutate(parts[name] or b"<a/>", others, dice)
    return archive(parts)


def attempt(data, name):
    """What reading gives: the error's name or "read"; anything else is raised."""
    try:
        source = read_bytes(data, name)
    except ReadError as error:
        if name not in str(error):
            raise AssertionError(f"the error does not name the file: {error}") from error
        return type(error).__name__
    length = len(source.text)
    spans = [*source.marks, *source.furniture, *(s for n in source.notes for s in n.spans)]
    assert all(0 <= span.start < span.end <= length for span in spans), "a span out of bounds"
    assert all(0 <= page <= length for page in source.pages), "a page out of bounds"
    assert list(source.pages) == sorted(source.pages), "pages in disorder"
    return "read"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    found = documents(options.folder)
    others = list(found.values())
    kinds = [[name for name in found if name.endswith(suffix)] for suffix in sorted(SUFFIXES)]
    outcomes, slowest, bad = Counter(), 0.0, 0
    for number in range(options.inputs):
        dice = random.Random(f"{options.seed}/{number}")
        name = dice.choice(dice.choice([names for names in kinds if names]))
        data = found[name]
        for _ in range(dice.choice([1, 1, 2, 4])):
            data = mutate(data or b"x", others, dice)
        began = time.monotonic()
        try:
            outcome = attempt(data, name)
        except Exception:
            outcome = "CRASH"
            traceback.print_exc()
        took = time.monotonic() - began
        slowest = max(slowest, took)
        outcomes[outcome] += 1
        if outcome == "CRASH" or took > MAX_SECONDS:
            bad += 1
            options.keep.mkdir(exist_ok=True)
            (options.keep / f"{options.seed}-{number}-{name}").write_bytes(data)
    print(f"{options.inputs} inputs: {dict(outcomes.most_common())}; slowest {slowest:.2f} s")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
