"""Mutates documents, reads and parses what comes of it: no crash, no hang, only named errors.

    python -m tests.fuzz FOLDER [--inputs 10000] [--seed 0] [--texts 0.5] [--keep FOLDER]

Each input is a document from FOLDER (and its subfolders) or from the test fixtures, changed in
one to four ways: bytes flipped, cut off, repeated, moved, replaced by those of another document,
packed parts of a DOCX changed and packed again. A share of the inputs (`--texts`) changes the
text of a document instead, which only the parser sees. What brings a reader or the parser down,
breaks one of its laws, takes longer than ten seconds of computing or ends in an error without a
name is kept, and the exit code is 1. While it runs, a line on stderr says how far it is; at the
end it names the slowest inputs.
"""

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from itertools import chain
from pathlib import Path

from qa.errors import ReadError
from qa.parse import parse
from qa.read import read_bytes
from qa.verify import prove, reproduces
from tests.parse_files import source as text_source
from tests.read_files import FIXTURES, archive, locked_pdf

SUFFIXES = {".docx", ".html", ".pdf", ".txt", ".xml"}
MAX_SECONDS = 10.0
BETWEEN_LINES = 250
SLOWEST = 5
TOKENS = [
    *(b"\x00", b"\xff", b"\r", b"\f", b"\xc2\xad", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<", b"&#0;"),
    *(b"&x;", b"]]>", b"<!--", b"<vraag>", b"</al>", b"<noot>", b"<table>", b"endobj", b"stream"),
    *(b"99999999999", b"-1", b"/Length", b"/Kids [2 0 R]", b"Vraag 1\n", b"<w:p>", b"</w:tbl>"),
]
WORDS = [
    *("Vraag 1\n", "Vraag 1a\n", "Antwoord 2, 3 en 5\n", "Antwoord\n", "1\n", "2.\n", "a. ", "?"),
    *("Vraag 2 t/m 60\n", "\n\n", "\f", "  ", "    ", "1/9", "»1 ", "-\n", "\u00ad\n", "\u00a0"),
    *("Toelichting:\n", "Mededeling\n", "1) ", "2 Kamerstuk 30 255\n", "Vragen van de leden\n\n"),
    *(
        "Beantwoording vragen Tweede Kamer over de bruggen ",
        "https://brug.example\n",
        "\r",
        "(",
        "«",
    ),
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


def mutate_text(text, others, dice):
    """`text` after one change; words of a layout, or a stretch of itself or another text."""
    at, until = sorted(dice.randrange(len(text) + 1) for _ in range(2))
    until = min(until, at + dice.choice([1, 10, 200, 5_000]))
    change = dice.randrange(6)
    if change == 0:
        return text[:at]
    if change == 1:
        return text[:at] + text[until:]
    if change == 2:
        return text[:at] + text[at:until] * dice.choice([2, 3, 50]) + text[until:]
    if change == 3:
        return text[:at] + dice.choice(WORDS) * dice.choice([1, 1, 3, 400]) + text[at:]
    if change == 4:
        other = dice.choice(others)
        start = dice.randrange(len(other) + 1)
        return text[:at] + other[start : start + until - at + 200] + text[at:]
    words = text[at:until].split(" ")
    dice.shuffle(words)
    return text[:at] + " ".join(words) + text[until:]


def laws(source):
    """Parse a source and hold the result to what is promised of every result."""
    parsed = parse(source)
    text = parsed.source.text
    assert all(prove(pair, text) for pair in parsed.pairs), "a pair that its spans do not prove"
    assert len({pair.id for pair in parsed.pairs}) == len(parsed.pairs), "an id used twice"
    assert all(0 <= gap.at <= len(text) for gap in parsed.gaps), "a gap out of bounds"
    assert 0 <= parsed.confidence <= 1, "a confidence out of bounds"
    document = parsed.document
    assert reproduces(document.introduction_spans, text, document.introduction), "an introduction"
    return f"{document.kind}"


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
    return laws(source)


def texts_of(found):
    """The text of every document that can be read, by name."""
    texts = {}
    for name, data in found.items():
        try:
            texts[name] = read_bytes(data, name).text
        except ReadError:
            continue
    return texts


def texts(found, count, seed):
    """`count` changed texts to parse, as (name, text)."""
    own = texts_of(found)
    others = list(own.values())
    for number in range(count):
        dice = random.Random(f"{seed}/text/{number}")
        name = dice.choice(sorted(own))
        text = own[name]
        for _ in range(dice.choice([1, 1, 2, 4])):
            text = mutate_text(text, others, dice)
        yield name, text


def files(found, count, seed):
    """`count` changed files to read and parse, as (name, bytes)."""
    others = list(found.values())
    kinds = [[name for name in found if name.endswith(suffix)] for suffix in sorted(SUFFIXES)]
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        name = dice.choice(dice.choice([names for names in kinds if names]))
        data = found[name]
        for _ in range(dice.choice([1, 1, 2, 4])):
            data = mutate(data or b"x", others, dice)
        yield name, data


def outcome_of(name, given):
    """What comes of one input and the seconds of computing in this process it took."""
    began = time.process_time()
    try:
        if isinstance(given, str):
            outcome = laws(text_source(given, f"{name}.txt"))
        else:
            outcome = attempt(given, name)
    except Exception:
        outcome = "CRASH"
        traceback.print_exc()
    return outcome, time.process_time() - began


def slowest(times):
    """The few inputs that took longest, the longest first."""
    return sorted(times, reverse=True)[:SLOWEST]


def say(line):
    """Progress, on stderr."""
    sys.stderr.write(line)
    sys.stderr.flush()


def keep(folder, name, given):
    """Write an input that went wrong to `folder`."""
    folder.mkdir(exist_ok=True)
    if isinstance(given, str):
        (folder / f"{name}.txt").write_bytes(given.encode("utf-8", "replace"))
    else:
        (folder / name).write_bytes(given)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--texts", type=float, default=0.5, help="share that changes the text")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    found = documents(options.folder)
    of_texts = round(options.inputs * options.texts)
    inputs = chain(
        texts(found, of_texts, options.seed),
        files(found, options.inputs - of_texts, options.seed),
    )
    outcomes, times = Counter(), []
    for number, (name, given) in enumerate(inputs):
        outcome, took = outcome_of(name, given)
        outcomes["SLOW" if took > MAX_SECONDS and outcome != "CRASH" else outcome] += 1
        times.append((took, number, name))
        if outcome == "CRASH" or took > MAX_SECONDS:
            keep(options.keep, f"{options.seed}-{number}-{name}", given)
        if not (number + 1) % BETWEEN_LINES:
            say(f"{number + 1}/{options.inputs} {dict(outcomes)} slowest {max(times)[0]:.2f} s\n")
    bad = outcomes["CRASH"] + outcomes["SLOW"]
    say("".join(f"{took:8.2f} s  #{number} {name}\n" for took, number, name in slowest(times)))
    total = sum(took for took, _, _ in times)
    print(  # noqa: T201
        f"seed {options.seed}: {of_texts} texts and {options.inputs - of_texts} files in "
        f"{total:.0f} s; {dict(outcomes.most_common())}; slowest {max(times)[0]:.2f} s; {bad} bad"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
