"""What a file holds: a checked set, what was picked from it, and the notes made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from qa.check import Checked, QuestionSet
from qa.citation import cite
from qa.model import Label, Quote
from qa.retrieval import Retriever

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
    always are. `cited` are citations of pairs that answer the same later or earlier, by their id.
    """

    questions: QuestionSet
    checked: tuple[Checked, ...]
    made: date
    picked: frozenset[tuple[int, str]] = frozenset()
    notes: Mapping[int, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)

    def quotes(self, at: int) -> tuple[Quote, ...]:
        """The quotes that are handed in for the question at place `at`."""
        reply = self.checked[at].reply
        found = reply.quotes if reply else ()
        if not self.picked:
            return found
        return tuple(quote for quote in found if (at, quote.hit.pair.id) in self.picked)

    def again(self, quote: Quote) -> tuple[str, str]:
        """Where the same was answered later, and earlier; "" where it was not."""
        hit = quote.hit
        later = self.cited.get(hit.later, hit.later)
        return later, "; ".join(self.cited.get(pair, pair) for pair in hit.earlier)


def citations(checked: Sequence[Checked], retriever: Retriever) -> dict[str, str]:
    """The citations of every pair that the quotes of `checked` point to as later or earlier."""
    found = {}
    for quote in (quote for one in checked if one.reply for quote in one.reply.quotes):
        for pair_id in filter(None, (quote.hit.later, *quote.hit.earlier)):
            pair = retriever.pair(pair_id)
            document = retriever.document(pair.document) if pair else None
            if pair and document:
                found[pair_id] = cite(document, pair)
    return found


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
