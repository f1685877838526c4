"""A checked set as the browser keeps it, and back.

Only questions, verdicts and pair ids are kept, never quotes: what is shown or exported after a
reload is quoted afresh from the store, and proved again. What comes back from a browser is not
ours to trust; what does not have the right shape is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from qa.answer import quotes
from qa.check import Checked, QuestionSet, SetQuestion
from qa.language import DUTCH
from qa.model import Hit, Label, Reply, Verdict
from qa.retrieval import Retriever

State = dict[str, Any]
_MOST_QUESTIONS: Final = 1_000
_MOST_PAIRS: Final = 20


def kept(questions: QuestionSet, checked: Sequence[Checked]) -> State:
    """The state of a set of which `checked` has been checked so far."""
    return {
        "title": questions.title,
        "introduction": questions.introduction,
        "source": questions.source,
        "questions": [[question.number, question.text] for question in questions.questions],
        "checked": [_kept(one) for one in checked],
    }


def _kept(one: Checked) -> State:
    found: State = {"read_as": one.read_as, "problem": one.problem}
    if one.reply:
        verdict = one.reply.verdict
        found["verdict"] = [verdict.label.value, verdict.probability, verdict.calibrated]
        found["pairs"] = [
            [quote.hit.pair.id, quote.hit.later, *quote.hit.earlier] for quote in one.reply.quotes
        ]
    return found


def restored(state: object, retriever: Retriever) -> tuple[QuestionSet, list[Checked]]:
    """The set and what was checked of it; an empty set where `state` holds none."""
    if not isinstance(state, dict):
        return QuestionSet(()), []
    questions = QuestionSet(
        tuple(
            SetQuestion(str(item[0]), str(item[1]))
            for item in _list(state.get("questions"))[:_MOST_QUESTIONS]
            if isinstance(item, list) and len(item) == 2
        ),
        title=str(state.get("title", "")),
        introduction=str(state.get("introduction", "")),
        source=str(state.get("source", "")),
    )
    made = zip(questions.questions, _list(state.get("checked")), strict=False)
    return questions, [_restored(question, one, retriever) for question, one in made]


def _restored(question: SetQuestion, one: object, retriever: Retriever) -> Checked:
    if not isinstance(one, dict):
        return Checked(question, question.text, None)
    read_as = str(one.get("read_as", question.text))
    verdict = _verdict(one.get("verdict"))
    if verdict is None:
        return Checked(question, read_as, None, str(one.get("problem", "")))
    hits = _hits(_list(one.get("pairs"))[:_MOST_PAIRS], retriever)
    reply = Reply(read_as, DUTCH, verdict, tuple(hits), tuple(quotes(hits, retriever)))
    return Checked(question, read_as, reply)


def _verdict(value: object) -> Verdict | None:
    try:
        label, probability, calibrated = _list(value)
        return Verdict(Label(label), min(max(float(probability), 0.0), 1.0), bool(calibrated))
    except (TypeError, ValueError):
        return None


def _hits(kept_pairs: Sequence[object], retriever: Retriever) -> list[Hit]:
    """Hits from lists of a pair's id, that of its later answer, and those of earlier ones."""
    found = []
    for rank, ids in enumerate(kept_pairs, 1):
        pair_id, later, *earlier = [*map(str, _list(ids)), "", ""]
        pair = retriever.pair(pair_id)
        document = retriever.document(pair.document) if pair else None
        if pair and document:
            before = tuple(filter(None, earlier[:_MOST_PAIRS]))
            found.append(Hit(rank, pair, document, 0.0, later=later, earlier=before))
    return found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
