"""The main figures that must not fall: kept as a file, and checked by the gate.

A figure has fallen when it lies outside the baseline's own 95 % interval on the bad side:
less than that is within what another set of questions would give.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.bootstrap import Figure
from eval.errors import MismatchError, SetError
from eval.figures import Figures, figure_json
from eval.measures import LOWER_IS_BETTER

MAIN: Final = {
    "test/nl": ("hit@1", "hit@3", "MRR@10", "nDCG@10", "recall@10"),
    "test/en": ("MRR@10",),
    "test": ("AUROC", "false answered at 85% recall", "calibration error"),
}
"""The figures that are kept, per group."""

_ROUNDING: Final = 1e-6
"""Figures are kept with six digits; less than that is no fall."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that fell: where, from which value and bound, to which value (None: gone)."""

    group: str
    measure: str
    before: float
    bound: float
    after: float | None


def write(path: Path, figures: Figures) -> None:
    """Keeps the main figures of `figures` as the baseline at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_json(figures), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def as_json(figures: Figures) -> dict[str, Any]:
    """The JSON object of the baseline that `figures` make."""
    return {
        "questions": figures.questions,
        "system": figures.system,
        "figures": {
            group: {
                name: figure_json(figure)
                for name in names
                if (figure := _figure(figures, group, name)) is not None
            }
            for group, names in MAIN.items()
        },
    }


def check(path: Path, figures: Figures) -> list[Fall]:
    """The main figures that fell below the baseline at `path`; empty if all is well.

    Raises:
        SetError: the file is missing or no baseline.
        MismatchError: it was measured on other questions or judgements.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        measured_on, wanted = kept["questions"], kept["figures"]
        rows = [(g, n, f) for g, named in wanted.items() for n, f in named.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetError(f"{path} is no baseline: {error!r}.") from error
    if measured_on != figures.questions:
        raise MismatchError(
            f"{path} was measured on another question set; look at the figures, and keep them "
            "with `python -m eval check-baseline --update` if they are right."
        )
    falls = (_fall(figures, group, name, before) for group, name, before in rows)
    return [fall for fall in falls if fall is not None]


def _fall(figures: Figures, group: str, name: str, before: dict[str, float]) -> Fall | None:
    after = _figure(figures, group, name)
    lower = name in LOWER_IS_BETTER
    bound = before["high" if lower else "low"]
    if after is None:
        return Fall(group, name, before["value"], bound, None)
    fell = after.value > bound + _ROUNDING if lower else after.value < bound - _ROUNDING
    return Fall(group, name, before["value"], bound, after.value) if fell else None


def _figure(figures: Figures, group: str, name: str) -> Figure | None:
    found = figures.find(group)
    return None if found is None else (found.ranking | found.verdict).get(name)
