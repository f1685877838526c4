"""The parser against expectations that were written by reading the real documents.

See `tests/expectations/README.md` for the format and the rules of reading.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qa.model import Pair, Parsed
from qa.parse import parse
from qa.read import read

EXPECTATIONS = sorted((Path(__file__).parent / "expectations").glob("*.json"))
FOLDERS = {"pdf": 0.99, "docx": 0.99, "txt": 0.99, "rekenkamer": 0.97}
HYPHENS = "-\u00ad\u2010\u2011\ufffe"


@cache
def expected(path: Path) -> dict[str, Any]:
    """One expectation file."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@cache
def parsed(path: Path) -> Parsed:
    """What the parser makes of one document."""
    return parse(read(path))


def plain(text: str) -> str:
    """The text without white space, hyphens and case."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text).casefold()
        if not character.isspace() and character not in HYPHENS
    )


def name(text: str) -> str:
    """A name without diacritics, case and anything but letters."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z]", "", bare)


def differences(part: str, words: list[str] | None, text: str) -> list[str]:
    """How a part differs from the first and last words that were expected of it."""
    if words is None:
        return [f"{part} should be empty, begins {text[:60]!r}"] if text else []
    first, last = (plain(end) for end in words)
    found = plain(text)
    wrong = []
    if not found.startswith(first):
        wrong.append(f"{part} begins {text[:60]!r}, not {words[0]!r}")
    if not found.endswith(last):
        wrong.append(f"{part} ends {text[-60:]!r}, not {words[1]!r}")
    return wrong


def faults(wanted: dict[str, Any], foreign: list[str], pair: Pair | None) -> list[str]:
    """How a pair differs from what was expected; `foreign` words belong to no pair at all."""
    if pair is None:
        return ["is missing"]
    wrong = []
    if list(pair.numbers) != wanted["numbers"]:
        wrong.append(f"group {list(pair.numbers)}, not {wanted['numbers']}")
    wrong += differences("question", wanted["question"], pair.question)
    wrong += differences("answer", wanted["answer"], pair.answer)
    found = plain(pair.question + pair.answer)
    wrong += [f"holds {words!r} of a note or a foot" for words in foreign if plain(words) in found]
    return wrong


def judge(path: Path, shared: Path) -> tuple[int, int, list[str]]:
    """Correct pairs, pairs judged (invented ones too) and the faults of one document."""
    wanted = expected(path)
    pairs = parsed(shared / "documents" / wanted["file"]).pairs
    by_number = {pair.number: pair for pair in pairs}
    report, correct = [], 0
    for pair in wanted["pairs"]:
        wrong = faults(pair, wanted.get("foreign", []), by_number.pop(pair["number"], None))
        correct += not wrong
        report += [f"{wanted['file']} vraag {pair['number']}: {fault}" for fault in wrong]
    report += [f"{wanted['file']} vraag {number}: invented" for number in by_number]
    return correct, len(wanted["pairs"]) + len(by_number), report


def test_expectations_cover_enough() -> None:
    counts = dict.fromkeys(FOLDERS, 0)
    pairs = 0
    for path in EXPECTATIONS:
        counts[expected(path)["file"].split("/")[0]] += 1
        pairs += len(expected(path)["pairs"])
        assert expected(path)["numbered"] == len(expected(path)["pairs"])
    assert counts["pdf"] >= 11
    assert counts["docx"] >= 4
    assert counts["txt"] >= 20
    assert counts["rekenkamer"] >= 14
    assert pairs >= 450


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.stem[:60])
def test_kind_and_metadata(path: Path, shared: Path) -> None:
    wanted = expected(path)
    document = parsed(shared / "documents" / wanted["file"]).document
    assert document.kind == wanted["kind"]
    if wanted.get("id"):  # questions without answer may go by their Z-number
        assert wanted["id"].removeprefix("kv-tk-") in (document.id, *document.zaken)
    for field in ("asker", "minister"):
        for surname in (wanted.get(field) or "").split(", "):
            assert name(surname) in name(getattr(document, field))
    for field in ("asked", "received"):
        if field in wanted:
            found = getattr(document, field)
            assert (found.isoformat() if found else None) == wanted[field], field


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.stem[:60])
def test_every_numbered_question_is_found(path: Path, shared: Path) -> None:
    wanted = expected(path)
    result = parsed(shared / "documents" / wanted["file"])
    gaps = [gap.number for gap in result.gaps if gap.number]
    found = sorted([pair.number for pair in result.pairs] + gaps)
    assert found == sorted(pair["number"] for pair in wanted["pairs"])


@pytest.mark.parametrize(("folder", "share"), FOLDERS.items())
def test_share_of_correct_pairs(folder: str, share: float, shared: Path) -> None:
    correct, judged = 0, 0
    report: list[str] = []
    for path in EXPECTATIONS:
        if expected(path)["file"].startswith(f"{folder}/"):
            good, all_, wrong = judge(path, shared)
            correct, judged, report = correct + good, judged + all_, report + wrong
    listing = "\n".join(report)
    assert correct >= share * judged, f"{correct} of {judged} pairs are correct\n{listing}"
