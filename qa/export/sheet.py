"""What a file holds: a checked set, what was picked from it, and the notes made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from qa.check import Checked, QuestionSet
from qa.model import Label, Quote

VERDICTS: Final = {
    Label.ANSWERED: "Eerder beantwoord",
    Label.RELATED: "Verwant",
    Label.NONE: "Nieuw: niet eerder beantwoord gevonden",
}
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checked set as it is handed in.

    `picked` are the quotes to reuse, as (place of the question in `checked`, pair id), and
    `notes` the notes by that place. Without any pick every quote is in the file; the questions
    always are.
    """

    questions: QuestionSet
    checked: tuple[Checked, ...]
    made: date
    picked: frozenset[tuple[int, str]] = frozenset()
    notes: Mapping[int, str] = field(default_factory=dict)

    def quotes(self, at: int) -> tuple[Quote, ...]:
        """The quotes that are handed in for the question at place `at`."""
        reply = self.checked[at].reply
        found = reply.quotes if reply else ()
        if not self.picked:
            return found
        return tuple(quote for quote in found if (at, quote.hit.pair.id) in self.picked)


def verdict_text(one: Checked) -> str:
    """The verdict in Dutch, with its probability; the problem where there is no reply."""
    if one.reply is None:
        return one.problem
    verdict = one.reply.verdict
    sure = "" if verdict.calibrated else ", vuistregel"
    return f"{VERDICTS[verdict.label]} (kans {round(verdict.probability * 100)} %{sure})"


def writable(text: str) -> str:
    """`text` without the characters that XML cannot hold, each shown as U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)
