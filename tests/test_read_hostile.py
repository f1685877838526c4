"""Files that are meant to harm, and places that hold no file."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from qa.errors import DamagedFile, EmptyText, LimitExceeded, ReadError, UnsupportedFormat
from qa.model import Format
from qa.read import guard, isolate, read, read_bytes
from tests.read_files import FIXTURES, W, docx, p, pdf, scanned_pdf


def slow_docx():
    """A file that takes longer to read than any limit allows."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnotes {W}><w:footnote w:id="2">{p("x" * 5_000)}</w:footnote></w:footnotes>'
    return docx(p(mark * 100_000), {"footnotes": note})


def test_a_missing_file(tmp_path):
    with pytest.raises(ReadError, match="bestaat niet"):
        read(tmp_path / "weg.txt")


def test_a_folder(tmp_path):
    with pytest.raises(ReadError, match="is een map"):
        read(tmp_path)


def test_a_file_of_nothing(tmp_path):
    (tmp_path / "leeg.pdf").touch()
    with pytest.raises(EmptyText, match="0 bytes"):
        read(tmp_path / "leeg.pdf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "dicht.txt"
    path.write_text("geheim")
    path.chmod(0)
    with pytest.raises(ReadError, match="mag niet"):
        read(path)


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    with pytest.raises(ReadError, match=r"a\.txt"):
        read(tmp_path / "a.txt")


def test_names_that_no_file_can_have(tmp_path):
    for name in ("nul\x00.txt", "x" * 5_000):
        with pytest.raises(ReadError):
            read(tmp_path / name)


def test_a_pipe_a_socket_and_a_device_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pijp.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "stopcontact.txt"))
        for path in (tmp_path / "pijp.txt", tmp_path / "stopcontact.txt"):
            with pytest.raises(UnsupportedFormat, match="geen gewoon bestand"):
                read(path)
    with pytest.raises(UnsupportedFormat, match="geen gewoon bestand"):
        read(Path("/dev/zero"))


def test_a_file_of_a_hundred_megabytes_is_not_even_opened(tmp_path):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    began = time.monotonic()
    with pytest.raises(LimitExceeded, match="100 MB"):
        read(path)
    assert time.monotonic() - began < 5


def test_a_line_of_a_megabyte_and_a_text_of_ten(tmp_path):
    path = tmp_path / "lang.txt"
    path.write_bytes(b"a" * 1_500_000)
    with pytest.raises(LimitExceeded, match="regel van 1500000 tekens"):
        read(path)
    for size in (3_000_000, 10_000_000):
        path.write_bytes(b"a" * size)
        with pytest.raises(LimitExceeded, match="meer dan 2000000 tekens"):
            read(path)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "OCR"),
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"7z\xbc\xaf", "7z"),
    ],
)
def test_other_formats_are_named(start, says):
    with pytest.raises(UnsupportedFormat, match=says):
        read_bytes(start + b"x" * 100, "x.txt")


def test_a_zip_without_a_word_document_is_named():
    data = docx(p("tekst")).replace(b"word/", b"wurd/")
    with pytest.raises(UnsupportedFormat, match="zip"):
        read_bytes(data, "x.docx")


@pytest.mark.parametrize(("head", "tag"), [("<html><body>", "<div>"), ("<vraagdoc>", "<al>")])
def test_markup_that_is_nested_too_deep_is_named(head, tag):
    with pytest.raises(DamagedFile, match=r"diep\.txt"):
        read_bytes((head + tag * 200_000 + "tekst").encode(), "diep.txt")


def test_a_page_tree_that_goes_round(tmp_path):
    data = pdf([[(50, 700, 10, "tekst op de pagina van dit bestand")]])
    with pytest.raises(ReadError):
        read_bytes(data.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "rond.pdf")


def test_what_computes_too_long_is_ended_and_the_next_file_is_read(monkeypatch):
    monkeypatch.setattr(isolate, "MAX_SECONDS", 1)
    with pytest.raises(LimitExceeded, match=r"'traag\.docx' kostte meer dan 1 seconden rekentijd"):
        read_bytes(slow_docx(), "traag.docx")
    monkeypatch.undo()
    assert read(FIXTURES / "kamerstuk.xml").format is Format.XML


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a process that can be halted")
def test_what_never_answers_is_ended_by_the_clock_and_the_message_says_so(monkeypatch):
    read(FIXTURES / "kamerstuk.xml")
    os.kill(isolate._READER._process.pid, signal.SIGSTOP)  # computes nothing, answers nothing
    monkeypatch.setattr(isolate, "MAX_WAIT", 0.5)
    with pytest.raises(LimitExceeded, match=r"'stil\.pdf' was na 0\.5 seconden wachten") as refused:
        read_bytes(pdf([[(50, 700, 10, "regel van dit bestand")]]), "stil.pdf")
    assert "rekentijd" not in str(refused.value)
    monkeypatch.undo()
    assert read(FIXTURES / "kamerstuk.xml").format is Format.XML


@pytest.mark.skipif(os.name == "nt", reason="Windows counts no time for a process")
def test_a_busy_machine_has_the_time_that_a_free_one_computes():
    assert isolate.MAX_WAIT >= 30 * guard.MAX_SECONDS


def test_a_second_attempt_does_not_pay_for_the_time_by_the_clock(monkeypatch):
    """The process broke down before: the file is tried again, and the message names that limit."""
    read(FIXTURES / "kamerstuk.xml")
    os.kill(isolate._READER._process.pid, signal.SIGKILL)
    monkeypatch.setattr(isolate, "MAX_SECONDS", 2)
    with pytest.raises(LimitExceeded, match="meer dan 1 seconden rekentijd"):
        read_bytes(slow_docx(), "traag.docx")


def test_a_process_that_was_killed_is_started_again():
    read(FIXTURES / "kamerstuk.xml")
    os.kill(isolate._READER._process.pid, signal.SIGKILL)
    assert read(FIXTURES / "kamerstuk.xml").format is Format.XML


def test_one_process_serves_many_files():
    read(FIXTURES / "kamerstuk.xml")
    first = isolate._READER._process.pid
    with pytest.raises(EmptyText):
        read_bytes(scanned_pdf(), "scan.pdf")
    read_bytes(docx(p("brief")), "brief.docx")
    assert isolate._READER._process.pid == first


def test_a_reply_that_nobody_understands_is_a_named_error():
    for reply in (b"{}\n", b"[]\n", b'{"error": "SystemExit", "message": "x"}\n', b"x\n"):
        with pytest.raises(DamagedFile, match=r"raar\.pdf"):
            isolate._understand(reply, "raar.pdf")


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs Linux's /proc")
def test_the_reading_process_has_a_limit_on_memory():
    read(FIXTURES / "kamerstuk.xml")
    limits = Path(f"/proc/{isolate._READER._process.pid}/limits").read_text()
    (line,) = (line for line in limits.splitlines() if line.startswith("Max address space"))
    assert line.split()[3:5] == [str(guard.MAX_MEMORY)] * 2
