"""One folder with everything that harms, beside one good file: the batch goes on past it."""

import re
import time
from pathlib import Path

import pytest

from qa.collect import Refused, collect
from qa.errors import (
    DamagedFile,
    EmptyText,
    LimitExceeded,
    ProtectedFile,
    ReadError,
    UnsupportedFormat,
)
from qa.parse_report import report
from qa.read import isolate
from tests.read_files import W, archive, docx, locked_pdf, p, pdf, scanned_pdf

GOOD = "Vraag 1\nWat kost de tol in cafÃ© Urk?\nAntwoord 1\nÃ‰Ã©n euro.\n"
TRACKED = docx(
    p("Vraag 1")
    + p(
        "Wat kost de ",
        f"<w:del>{'<w:r><w:delText>brug</w:delText></w:r>'}</w:del>",
        "<w:ins><w:r><w:t>tol</w:t></w:r></w:ins>",
        "?",
    )
    + p("Antwoord 1")
    + p("Twee euro.")
)
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
PRINTED = pdf([[(50, 700, 10, "Vraag 1: wat kost de tol?")]])
HARMFUL = {
    "bom.docx": (docx(p("a" * 30_000_000)), LimitExceeded, "pakt uit"),
    "entiteit.docx": (
        archive(
            {
                "[Content_Types].xml": "",
                "word/document.xml": f"{ENTITY}<w:document {W}><w:body>&e;</w:body></w:document>",
            }
        ),
        DamagedFile,
        "entiteit",
    ),
    "entiteit.xml": (f"{ENTITY}<kamervragen>&e;</kamervragen>".encode(), DamagedFile, "entiteit"),
    "half.docx": (docx(p("Vraag 1") * 500)[:-200], DamagedFile, "half.docx"),
    "half.pdf": (PRINTED[:300], DamagedFile, "half.pdf"),
    "regel.txt": (b"a" * 10_000_000, LimitExceeded, "tekens"),
    "rommel.txt": (bytes(range(256)) * 400, UnsupportedFormat, "rommel.txt"),
    "scan.pdf": (scanned_pdf(), EmptyText, "scan"),
    "slot.pdf": (locked_pdf(), ProtectedFile, "wachtwoord"),
}
MOST_SECONDS = 10.0
MOST_KILOBYTES = 400_000


@pytest.fixture
def folder(tmp_path):
    for name, (data, _, _) in HARMFUL.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "kring.txt").symlink_to("kring.txt")
    (tmp_path / "rond").mkdir()
    (tmp_path / "rond" / "om").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "rond" / "wijziging.docx").write_bytes(TRACKED)
    (tmp_path / "zoet.txt").write_text(GOOD, "utf-8")
    return tmp_path


def worker_kilobytes():
    """The most memory that the process which reads files has held so far."""
    worker = isolate._READER._process
    if worker is None or worker.poll() is not None:
        return 0
    status = Path(f"/proc/{worker.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])


def test_each_is_refused_by_name_and_the_good_ones_are_read(folder):
    isolate._READER.close()  # A new worker: its peak is of these files alone.
    refused, read, seconds, peak, began = {}, {}, 0.0, 0, time.monotonic()
    for outcome in collect([folder]):
        seconds, began = max(seconds, time.monotonic() - began), time.monotonic()
        peak = max(peak, worker_kilobytes())
        if isinstance(outcome, Refused):
            refused[outcome.path.name] = outcome.error
        else:
            read[outcome.source.name] = outcome.pairs
    assert seconds < MOST_SECONDS
    assert 0 < peak < MOST_KILOBYTES, peak
    assert set(refused) == {*HARMFUL, "groot.txt", "kring.txt"}
    for name, (_, error, words) in HARMFUL.items():
        assert type(refused[name]) is error, refused[name]
        assert words in str(refused[name])
    assert type(refused["groot.txt"]) is LimitExceeded
    assert isinstance(refused["kring.txt"], ReadError)
    assert all(name in str(error) for name, error in refused.items())
    assert {name: [(q.question, q.answer) for q in found] for name, found in read.items()} == {
        "wijziging.docx": [("Wat kost de tol?", "Twee euro.")],
        "zoet.txt": [("Wat kost de tol in café Urk?", "Één euro.")],
    }


def test_the_report_on_a_folder_names_them_too(folder):
    tallies = report(folder)
    assert {name: tally.documents for name, tally in tallies.items()} == {".": 1, "rond": 1}
    named = [line.split(":", 1)[0] for line in tallies["."].refused]
    assert named == sorted([*HARMFUL, "groot.txt", "kring.txt"])
