"""A retriever over a list, and rows made by hand, for the tests of the evaluation."""

from collections.abc import Sequence

from eval.run import Found, Row
from eval.sets import Question, Split
from qa.model import (
    Document,
    Filters,
    Format,
    Hit,
    Kind,
    Label,
    Pair,
    SourceText,
    Span,
    Verdict,
)
from qa.retrieval import NO_FILTERS

TEXTS = {
    "1": ("Hoeveel schapen zijn er?", "Er zijn twaalf schapen."),
    "2": ("Wanneer vaart de veerboot?", "De veerboot vaart op dinsdag."),
    "3": ("Wie beheert de sluis?", "De sluis wordt beheerd door het waterschap."),
}


class ListRetriever:
    """Ranks pairs by the words they share with the query; the verdict is that share.

    A query that holds "boem" raises.
    """

    def __init__(self, texts: dict[str, tuple[str, str]] = TEXTS, title: str = "Vee en water"):
        text = "".join(f"{question}\n{answer}\n" for question, answer in texts.values())
        self._source = SourceText("toets.txt", Format.TXT, "0" * 64, text)
        self._document = Document("toets", Kind.ANSWERS, "toets.txt", "0" * 64, title=title)
        self._pairs = [self._pair(number, *both, text) for number, both in texts.items()]

    def _pair(self, number: str, question: str, answer: str, text: str) -> Pair:
        start = text.index(f"{question}\n{answer}\n")
        middle = start + len(question)
        return Pair(
            id=f"toets#{number}",
            document="toets",
            number=number,
            numbers=(number,),
            question=question,
            answer=answer,
            question_spans=(Span(start, middle),),
            answer_spans=(Span(middle + 1, middle + 1 + len(answer)),),
        )

    def search(self, query: str, *, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        if "boem" in query:
            raise ValueError("the index broke")
        scored = sorted(self._pairs, key=lambda p: (-self._shared(query, p), p.id))
        return [
            Hit(rank, pair, self._document, self._shared(query, pair))
            for rank, pair in enumerate(scored[:k], start=1)
        ]

    def search_many(
        self, queries: Sequence[str], *, k: int = 10, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        return [self.search(query, k=k, filters=filters) for query in queries]

    def verdict(self, query: str, hits: Sequence[Hit]) -> Verdict:
        probability = min(hits[0].score, 1.0)
        return Verdict(Label.ANSWERED if probability >= 0.5 else Label.NONE, probability)

    def pair(self, pair_id: str) -> Pair | None:
        return next((pair for pair in self._pairs if pair.id == pair_id), None)

    def document(self, document_id: str) -> Document | None:
        return self._document if document_id == "toets" else None

    def documents(self) -> list[Document]:
        return [self._document]

    def pairs(self, document_id: str) -> list[Pair]:
        return list(self._pairs) if document_id == "toets" else []

    def source(self, document_id: str) -> SourceText | None:
        return self._source if document_id == "toets" else None

    @staticmethod
    def _shared(query: str, pair: Pair) -> float:
        words = set(query.lower().strip("?").split())
        return len(words & set(pair.question.lower().strip("?").split())) / max(len(words), 1)


def row(
    identifier: str,
    relevant: dict[str, int],
    found: Sequence[str] = (),
    *,
    probability: float = 0.0,
    label: Label = Label.NONE,
    language: str = "nl",
    slice: str = "",
    split: Split = Split.TEST,
    text: str = "Wat is er?",
    milliseconds: float = 1.0,
    failure: str = "",
) -> Row:
    """A row whose hits are `found`, best first, with scores that fall by one."""
    question = Question(identifier, text, language, slice, split, relevant)
    hits = tuple(Found(pair, float(len(found) - at)) for at, pair in enumerate(found))
    return Row(
        question,
        hits,
        label=label,
        probability=probability,
        milliseconds=milliseconds,
        failure=failure,
    )
