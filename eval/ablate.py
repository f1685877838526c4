"""What each ingredient of the retrieval gives: runs without one, and runs with one alone.

An ingredient earns its place where leaving it out costs something. And mixing must not hurt:
on every group the whole should be at least as good as its best single part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eval import bootstrap
from eval.bootstrap import Figure
from eval.compare import check_same
from eval.errors import EvaluationError
from eval.figures import figure_json
from eval.measures import ranking
from eval.run import Run
from eval.slices import groups
from eval.table import interval, markdown_table, number, table

MEASURE: Final = "MRR@10"


@dataclass(frozen=True, slots=True)
class Cell:
    """One variant on one group: its mean, and its paired change from the whole."""

    group: str
    variant: str
    value: float
    change: Figure


@dataclass(frozen=True, slots=True)
class Ablation:
    """`whole` per group, and every variant on every group. `parts` name those of one part."""

    whole: dict[str, Figure]
    cells: tuple[Cell, ...]
    parts: tuple[str, ...]

    def best_part(self, group: str) -> Cell:
        """The best single part on `group`; of equals the first."""
        cells = [cell for cell in self.cells if cell.group == group and cell.variant in self.parts]
        return max(cells, key=lambda cell: cell.value)

    def under(self) -> list[str]:
        """The groups on which the whole is under its best single part by more than the interval.

        The change of a part from the whole then lies above zero with its whole interval.
        """
        return [group for group in self.whole if self.best_part(group).change.low > 0]


def ablate(whole: Run, without: Sequence[Run], parts: Sequence[Run]) -> Ablation:
    """Sets runs without an ingredient, and runs with one part alone, against the whole.

    Raises:
        EvaluationError: no run is of one part alone, or two runs have the same name.
        MismatchError: a run is over other questions or judgements than the whole.
    """
    variants = (*without, *parts)
    _check(whole, variants, parts)
    values = ranking(whole.rows)
    ids = {
        group.name: chosen
        for group, rows in groups(whole.rows)
        if (chosen := [row.question.id for row in rows if row.question.answerable])
    }
    cells = []
    for run in variants:
        theirs = ranking(run.rows)
        for name, chosen in ids.items():
            before = [values[i][MEASURE] for i in chosen]
            after = [theirs[i][MEASURE] for i in chosen]
            change = bootstrap.paired(before, after)
            cells.append(Cell(name, run.name, sum(after) / len(after), change))
    means = {n: bootstrap.mean([values[i][MEASURE] for i in chosen]) for n, chosen in ids.items()}
    return Ablation(means, tuple(cells), tuple(run.name for run in parts))


def _check(whole: Run, variants: Sequence[Run], parts: Sequence[Run]) -> None:
    names = [run.name for run in variants]
    if not parts or len(set(names)) < len(names):
        raise EvaluationError(
            f"an ablation needs at least one run of a single part, and a name for each run of its "
            f"own; got {names}. Give runs a name with `python -m eval run --name`."
        )
    for run in variants:
        check_same(whole, run)


def as_json(ablation: Ablation) -> dict[str, Any]:
    """The JSON object of `ablation`."""
    return {
        "measure": MEASURE,
        "whole": {name: figure_json(figure) for name, figure in ablation.whole.items()},
        "variants": [
            {
                "variant": cell.variant,
                "group": cell.group,
                "value": round(cell.value, 6),
                "change": figure_json(cell.change),
            }
            for cell in ablation.cells
        ],
        "under the best single part": ablation.under(),
    }


def overview(ablation: Ablation) -> str:
    """Two tables: the change of each variant per group, and the whole against its best part."""
    return "\n\n".join(table(head, rows) for head, rows in _tables(ablation))


def markdown(ablation: Ablation) -> str:
    """A page with the same two tables."""
    first, second = (markdown_table(head, rows) for head, rows in _tables(ablation))
    return (
        f"# What each ingredient gives\n\n{MEASURE} of the whole, and how much it changes without "
        f"an ingredient or with one part alone. Below zero, the ingredient helps.\n\n{first}\n\n"
        f"The whole against its best single part; UNDER where the part is better by more than the "
        f"95 % interval of the paired difference.\n\n{second}\n"
    )


def _tables(ablation: Ablation) -> list[tuple[list[str], list[list[str]]]]:
    names = list(dict.fromkeys(cell.variant for cell in ablation.cells))
    changes = {(cell.group, cell.variant): cell.change for cell in ablation.cells}
    rows = [
        [group, str(figure.count), number(figure.value)]
        + [f"{changes[group, name].value:+.3f}" for name in names]
        for group, figure in ablation.whole.items()
    ]
    under = set(ablation.under())
    seconds = []
    for group, figure in ablation.whole.items():
        best = ablation.best_part(group)
        sign = "UNDER" if group in under else ""
        cells = [group, number(figure.value), best.variant, number(best.value)]
        seconds.append([*cells, interval(best.change), sign])
    head = ["best single part", "whole", "part", "value", "part - whole 95%", ""]
    return [([MEASURE, "n", "whole", *names], rows), (head, seconds)]
