"""Training the network that reads a question and a pair together (`index.interaction`).

A written question must be told to be answered by its pair, and not by the pairs that the encoder
finds nearest beside it; a near miss by neither the pair that it was written on nor those; a
question about wholly other things by none. Now and then a question is set against a pair that is
farther off, too. The loss is the cross-entropy of each such decision, and that of choosing the
pair among the others. Of held-out documents nothing is seen, neither as answers nor as others.

Near misses that come to mind ask for a number in a third of all cases, questions that are
answered in one of seven; so of no form (`index.forms`) are there more near misses than answered
questions.
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import log as logarithm

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from index.alignment import Rarity
from index.analysis import stem
from index.encode import WORKERS, Encoder, Matrix
from index.forms import asks
from index.interaction import Inputs, Words, batch_of, inputs_of, words_of
from index.network import Network
from index.reading import Reader, Reading, unpack
from index.training.data import key
from index.training.documents import NEAR, Item, Query, dev_documents

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the network is, and how long and how fast to train it.

    A step sees `batch` questions, each with `others` of those of its `nearest` pairs that do not
    answer it; the pair that a near miss was written on is always one of them. A share `farther` of
    the questions gets one more of the `far` nearest, after those. An answer counts `answered`
    times as much as another pair.
    """

    width: int = 64
    layers: int = 2
    dropout: float = 0.15
    epochs: int = 3
    batch: int = 16
    nearest: int = 10
    others: int = 2
    far: int = 200
    farther: float = 0.4
    answered: float = 1.5
    rate: float = 1.5e-3
    decay: float = 0.02
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the rows of items that it is set against.

    `first` is the item that answers it, or that a near miss was written on; None for a question
    about other things. `others` are its nearest that do not answer it, `farther` those after them.
    """

    text: str
    first: int | None
    answered: bool
    others: tuple[int, ...]
    farther: tuple[int, ...]


class Told:
    """The words of texts: each text is read once, by several threads."""

    def __init__(self, encoder: Encoder, items: Sequence[Item], asked: Sequence[str]) -> None:
        reader, started = Reader(encoder), time.monotonic()
        texts = [text for item in items for text in (item.question, item.answer)]
        every = list(dict.fromkeys([*texts, *asked]))
        with ThreadPoolExecutor(WORKERS) as workers:
            packed = zip(every, workers.map(reader.packed, every), strict=True)
            read = {text: unpack(one) for text, one in packed}
        log.info("interact: %d texts read, %.0f s", len(every), time.monotonic() - started)
        rarity = _rarity([(read[item.question], read[item.answer]) for item in items])
        self._words = {text: words_of(reading, rarity) for text, reading in read.items()}

    def __getitem__(self, text: str) -> Words:
        return self._words[text]


def interact(
    encoder: Encoder,
    items: Sequence[Item],
    queries: Sequence[Query],
    elsewhere: Sequence[str],
    plan: Plan,
) -> Network:
    """A network trained on the questions of split `train`, balanced in form, and on `elsewhere`.

    Raises:
        ValueError: there are fewer of the first than a batch holds.
    """
    hidden = dev_documents(queries, items)
    place = {
        row: at for at, row in enumerate(r for r, i in enumerate(items) if i.document not in hidden)
    }
    seen = [items[row] for row in place]
    trained = [
        replace(q, item=place[q.item]) for q in queries if q.split == "train" and q.item in place
    ]
    trained = balanced(trained, random.Random(plan.seed))
    if len(trained) < plan.batch:
        raise ValueError(f"{len(trained)} questions are fewer than a batch of {plan.batch}")
    told = Told(encoder, seen, [*(query.text for query in trained), *elsewhere])
    asked = list(_asked(seen, trained, elsewhere, told, plan))
    before = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a network gains little by a second one
    try:
        return _train(asked, seen, told, plan)
    finally:
        torch.set_num_threads(before)


def balanced(queries: Sequence[Query], chance: random.Random) -> list[Query]:
    """`queries` less so many near misses that no form has more of them than answered questions."""
    answered = Counter(asks(query.text) for query in queries if query.kind != NEAR)
    near: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
    for at, query in enumerate(queries):
        if query.kind == NEAR:
            near[asks(query.text)].append(at)
    too_many = {
        at
        for form, places in near.items()
        for at in chance.sample(places, max(0, len(places) - answered[form]))
    }
    log.info("interact: %d near misses left out, for their form", len(too_many))
    return [query for at, query in enumerate(queries) if at not in too_many]


def _train(asked: Sequence[Asked], items: Sequence[Item], told: Told, plan: Plan) -> Network:
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    network = Network(plan.width, plan.layers, plan.dropout)
    steps = plan.epochs * (len(asked) // plan.batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=steps + 1, pct_start=0.1
    )
    started, total, done = time.monotonic(), 0.0, 0
    for batch in _batches(asked, plan, chance):
        loss = _loss(network, batch, items, told, plan)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total, done = total + loss.item(), done + 1
        if done % 200 == 0:
            seconds = time.monotonic() - started
            log.info(
                "interact: step %d of %d, loss %.3f, %.0f s", done, steps, total / 200, seconds
            )
            total = 0.0
    return network.eval()


def _rarity(pairs: Sequence[tuple[Reading, Reading]]) -> Rarity:
    """The inverse document frequency of a stem among pairs, as BM25 has it."""
    counts: Counter[str] = Counter()
    for question, answer in pairs:
        counts.update({stem(word) for word in (*question.words, *answer.words)})
    size = len(pairs)
    return lambda one: logarithm(1 + (size - counts[one] + 0.5) / (counts[one] + 0.5))


def _asked(
    items: Sequence[Item],
    queries: Sequence[Query],
    elsewhere: Sequence[str],
    told: Told,
    plan: Plan,
) -> Iterator[Asked]:
    """Each question with the pairs that it is set against."""
    questions = np.stack([told[item.question].reading.whole for item in items])
    answers = np.stack([told[item.answer].reading.whole for item in items])
    alike: defaultdict[str, set[int]] = defaultdict(set)
    for row, item in enumerate(items):
        alike[item.group].add(row)
        alike[key(item.question)].add(row)

    def against(text: str, first: int | None, left_out: set[int], *, answered: bool) -> Asked:
        nearest = _nearest(questions, answers, told[text].reading.whole, plan.far)
        near = tuple(row for row in nearest[: plan.nearest] if row not in left_out)
        far = tuple(row for row in nearest[plan.nearest :] if row not in left_out)
        return Asked(text, first, answered, near, far)

    for query in queries:
        own = items[query.item]
        right = {query.item}
        if query.kind != NEAR:
            right |= alike[own.group] | alike[key(own.question)]
        yield against(query.text, query.item, right, answered=query.kind != NEAR)
    for text in elsewhere:
        yield against(text, None, set(), answered=False)


def _nearest(questions: Matrix, answers: Matrix, query: Matrix, most: int) -> list[int]:
    by_question = questions @ query
    scores = np.maximum(by_question, (by_question + answers @ query) / 2)
    return [int(row) for row in np.argsort(-np.round(scores, 4), kind="stable")[:most]]


def _batches(
    asked: Sequence[Asked], plan: Plan, chance: random.Random
) -> Iterator[list[tuple[Asked, list[int]]]]:
    """Questions with the rows that each is set against this time, the `first` before others."""
    for _ in range(plan.epochs):
        order = chance.sample(asked, len(asked))
        for at in range(0, len(order) - plan.batch + 1, plan.batch):
            yield [(one, _drawn(one, plan, chance)) for one in order[at : at + plan.batch]]


def _drawn(one: Asked, plan: Plan, chance: random.Random) -> list[int]:
    rows = [] if one.first is None else [one.first]
    count = plan.others + one.answered - len(rows)
    rows += chance.sample(one.others, min(count, len(one.others)))
    if one.farther and chance.random() < plan.farther:
        rows.append(chance.choice(one.farther))
    return rows


def _loss(
    network: Network,
    batch: Sequence[tuple[Asked, list[int]]],
    items: Sequence[Item],
    told: Told,
    plan: Plan,
) -> torch.Tensor:
    inputs: list[Inputs] = []
    right: list[float] = []
    choices: list[slice] = []
    for one, rows in batch:
        if one.answered:
            choices.append(slice(len(inputs), len(inputs) + len(rows)))
        for row in rows:
            inputs.append(
                inputs_of(told[one.text], told[items[row].question], told[items[row].answer])
            )
            right.append(float(one.answered and row == one.first))
    network.train()
    found, truth = network(batch_of(inputs)), torch.tensor(right)
    counts = torch.where(truth > 0, plan.answered, 1.0)
    loss = (binary_cross_entropy_with_logits(found, truth, reduction="none") * counts).mean()
    first = torch.zeros(1, dtype=torch.long)
    if choices:
        loss = loss + torch.stack([cross_entropy(found[at][None], first) for at in choices]).mean()
    return loss
