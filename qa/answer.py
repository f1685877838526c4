"""From hits to a reply: a verdict, and quotes that are proved before they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qa.citation import cite, link
from qa.errors import checked_query
from qa.language import DUTCH, detect
from qa.model import JUDGED, Filters, Hit, Label, Pair, Quote, Reply, Verdict
from qa.retrieval import NO_FILTERS, Retriever
from qa.verify import prove

_DEPTH: Final = 3
"""How far references are followed from one stub to the next."""
_LANGUAGE_NAMES: Final = {"en": "Engels", "de": "Duits", "fr": "Frans"}


def answer(query: str, retriever: Retriever, *, k: int = 5, filters: Filters = NO_FILTERS) -> Reply:
    """The reply to one question: at most `k` quotes, joint questions shown once.

    Raises:
        QueryError: the question is empty or too long.
        StoreError: the index cannot be searched.
    """
    text = checked_query(query)
    found = retriever.search(text, k=max(k, JUDGED), filters=filters)
    return compose(text, found, retriever, k=k)


def compose(query: str, found: Sequence[Hit], retriever: Retriever, *, k: int) -> Reply:
    """The reply with at most `k` of the hits that were `found` for `query`.

    The verdict is on all that was found, which should be `JUDGED` hits or more, so that it does
    not depend on how many are shown.
    """
    verdict = retriever.verdict(query, found)
    hits = _led(found, verdict)[:k]
    language = detect(query)
    proof = _Proof(retriever)
    proved = [hit for hit in hits if proof.holds(hit.pair)]
    withheld = len(hits) - len(proved)
    return Reply(
        query=query,
        language=language,
        verdict=verdict,
        hits=tuple(proved),
        quotes=tuple(_quotes(proved, retriever, proof)),
        notices=_notices(language, withheld),
        withheld=withheld,
    )


def _led(found: Sequence[Hit], verdict: Verdict) -> list[Hit]:
    """The hits as they are shown: the answer that the verdict speaks of before open questions."""
    if verdict.label is not Label.ANSWERED:
        return list(found)
    first = next((at for at, hit in enumerate(found) if hit.pair.answer), 0)
    return [*found[first : first + 1], *found[:first], *found[first + 1 :]]


def quotes(hits: Sequence[Hit], retriever: Retriever) -> list[Quote]:
    """The quotes of `hits` as a reply would show them: proved, joint questions folded."""
    proof = _Proof(retriever)
    return list(_quotes([hit for hit in hits if proof.holds(hit.pair)], retriever, proof))


class _Proof:
    """Proves pairs against their source, each source fetched once."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._texts: dict[str, str | None] = {}

    def holds(self, pair: Pair) -> bool:
        if pair.document not in self._texts:
            source = self._retriever.source(pair.document)
            self._texts[pair.document] = None if source is None else source.text
        text = self._texts[pair.document]
        return text is not None and prove(pair, text)


def _quotes(hits: list[Hit], retriever: Retriever, proof: _Proof) -> Iterator[Quote]:
    """A quote for each hit, but one for a joint group whose members were all found."""
    shown: set[str] = set()
    for hit in hits:
        if hit.pair.id not in shown:
            siblings = _siblings(hit.pair, retriever)
            shown.update(pair.id for pair in (hit.pair, *siblings))
            yield _quote(hit, siblings, retriever, proof, {hit.pair.id})


def _quote(
    hit: Hit, siblings: tuple[Pair, ...], retriever: Retriever, proof: _Proof, seen: set[str]
) -> Quote:
    return Quote(
        hit=hit,
        citation=cite(hit.document, hit.pair),
        url=link(hit.document),
        siblings=siblings,
        followed=_followed(hit, retriever, proof, seen) if len(seen) <= _DEPTH else (),
    )


def _siblings(pair: Pair, retriever: Retriever) -> tuple[Pair, ...]:
    """The other pairs of the joint group that carry the very same answer.

    A stub in the group ("Zie antwoord op vraag 10.") has words of its own; it is no sibling
    to fold away, but a pair that points.
    """
    others = (n for n in pair.numbers if n != pair.number)
    found = (retriever.pair(f"{pair.document}#{number}") for number in others)
    return tuple(other for other in found if other is not None and other.answer == pair.answer)


def _followed(hit: Hit, retriever: Retriever, proof: _Proof, seen: set[str]) -> tuple[Quote, ...]:
    """The pairs of the same document that the answer points to, each once and proved."""
    quotes: list[Quote] = []
    for number in hit.pair.refers_to:
        target = retriever.pair(f"{hit.pair.document}#{number}")
        if target is None or target.id in seen or not proof.holds(target):
            continue
        pointed = Hit(rank=hit.rank, pair=target, document=hit.document, score=hit.score)
        path = {*seen, target.id}
        quotes.append(_quote(pointed, _siblings(target, retriever), retriever, proof, path))
    return tuple(quotes)


def _notices(language: str, withheld: int) -> tuple[str, ...]:
    notices = []
    if language != DUTCH:
        name = _LANGUAGE_NAMES.get(language, language)
        notices.append(
            f"De vraag is in het {name} gesteld; antwoorden worden letterlijk in het Nederlands "
            "geciteerd."
        )
    if withheld:
        notices.append(
            f"{withheld} gevonden antwoord(en) niet getoond: de tekst kon niet letterlijk in de "
            "bron worden aangewezen. Voer `kamervragen verify` uit en bouw de index opnieuw."
        )
    return tuple(notices)
