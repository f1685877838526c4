"""Two runs over the same questions: what changed, by how much, and for which questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from eval import bootstrap
from eval.bootstrap import Figure
from eval.errors import MismatchError
from eval.figures import figure_json
from eval.measures import RANKING, ranking
from eval.run import Row, Run
from eval.slices import groups
from eval.table import interval, table

_WAS: Final = ("before", "after", "question")


@dataclass(frozen=True, slots=True)
class Change:
    """A question on which two runs differ: its first right rank, and its verdict, in each."""

    id: str
    text: str
    rank_before: int | None
    rank_after: int | None
    label_before: str
    label_after: str

    @property
    def gain(self) -> float:
        """The change in reciprocal rank."""
        return _reciprocal(self.rank_after) - _reciprocal(self.rank_before)


@dataclass(frozen=True, slots=True)
class GroupChange:
    """The mean changes of one group's measures, and its questions won, lost and equal."""

    name: str
    measures: dict[str, Figure]
    wins: int
    losses: int
    ties: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`after` against `before`. Wins and losses are in order of size, then of id."""

    before: str
    after: str
    groups: tuple[GroupChange, ...]
    wins: tuple[Change, ...]
    losses: tuple[Change, ...]
    verdicts: tuple[Change, ...]
    """The questions with another verdict."""


def compare(before: Run, after: Run) -> Comparison:
    """Sets `after` against `before`, question by question.

    Raises:
        MismatchError: the runs are not over the same questions and judgements.
    """
    check_same(before, after)
    changes = {row.question.id: change for row, change in _changes(before, after)}
    ranked = sorted(changes.values(), key=lambda change: (-abs(change.gain), change.id))
    return Comparison(
        before=before.name,
        after=after.name,
        groups=tuple(_groups(before, after, changes)),
        wins=tuple(change for change in ranked if change.gain > 0),
        losses=tuple(change for change in ranked if change.gain < 0),
        verdicts=tuple(c for c in changes.values() if c.label_before != c.label_after),
    )


def check_same(before: Run, after: Run) -> None:
    """Checks that two runs are over the same questions and judgements.

    Raises:
        MismatchError: they are not; the first that differ are named.
    """
    first = {row.question.id: row.question for row in before.rows}
    second = {row.question.id: row.question for row in after.rows}
    differing = sorted(i for i in first.keys() | second.keys() if first.get(i) != second.get(i))
    if differing:
        shown = ", ".join(differing[:5])
        raise MismatchError(
            f"{before.name!r} and {after.name!r} differ in {len(differing)} questions or "
            f"judgements ({shown}): run both over the same set."
        )


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The JSON object of `comparison`."""
    return {
        "before": comparison.before,
        "after": comparison.after,
        "groups": {
            group.name: {
                "measures": {name: figure_json(f) for name, f in group.measures.items()},
                "wins": group.wins,
                "losses": group.losses,
                "ties": group.ties,
            }
            for group in comparison.groups
        },
        "wins": [asdict(change) for change in comparison.wins],
        "losses": [asdict(change) for change in comparison.losses],
        "verdicts": [asdict(change) for change in comparison.verdicts],
    }


def overview(comparison: Comparison) -> str:
    """The comparison as text: changes per group, then each question won and lost."""
    head = [
        f"{comparison.after} - {comparison.before}",
        "n",
        *RANKING,
        "MRR@10 95%",
        "won",
        "lost",
        "equal",
    ]
    parts = [table(head, [_group_row(group) for group in comparison.groups])]
    for title, changes in (("won", comparison.wins), ("lost", comparison.losses)):
        if changes:
            parts.append(table([title, *_WAS], map(_change_row, changes), (0, 3)))
    if comparison.verdicts:
        rows = [[c.id, c.label_before, c.label_after, c.text[:80]] for c in comparison.verdicts]
        parts.append(table(["verdict", *_WAS], rows, (0, 3)))
    return "\n\n".join(parts)


def _changes(before: Run, after: Run) -> Sequence[tuple[Row, Change]]:
    earlier = {row.question.id: row for row in before.rows}
    return [(row, _change(earlier[row.question.id], row)) for row in after.rows]


def _change(before: Row, after: Row) -> Change:
    return Change(
        id=after.question.id,
        text=after.question.text,
        rank_before=before.rank,
        rank_after=after.rank,
        label_before=before.label.value,
        label_after=after.label.value,
    )


def _groups(before: Run, after: Run, changes: dict[str, Change]) -> Sequence[GroupChange]:
    first, second = ranking(before.rows), ranking(after.rows)
    found = []
    for group, rows in groups(after.rows):
        ids = [row.question.id for row in rows if row.question.answerable]
        if ids:
            gains = [changes[i].gain for i in ids]
            measures = {
                name: bootstrap.paired(
                    [first[i][name] for i in ids], [second[i][name] for i in ids]
                )
                for name in RANKING
            }
            wins, losses = sum(g > 0 for g in gains), sum(g < 0 for g in gains)
            ties = len(ids) - wins - losses
            found.append(GroupChange(group.name, measures, wins, losses, ties))
    return found


def _group_row(group: GroupChange) -> list[str]:
    values = [f"{figure.value:+.3f}" for figure in group.measures.values()]
    mrr = group.measures["MRR@10"]
    counts = [str(group.wins), str(group.losses), str(group.ties)]
    return [group.name, str(mrr.count), *values, interval(mrr), *counts]


def _change_row(change: Change) -> list[str]:
    return [
        change.id,
        _rank(change.rank_before),
        _rank(change.rank_after),
        change.text[:80],
    ]


def _rank(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _reciprocal(rank: int | None) -> float:
    return 0.0 if rank is None else float(1 / rank)
