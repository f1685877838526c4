"""The figures that a fit of the verdict is told by."""

from __future__ import annotations

import numpy as np

from index.fit_questions import Array


def area(chances: Array, answers: Array) -> float:
    """AUROC: how often an answerable question gets the higher probability; ties count half."""
    positive, negative = chances[answers == 1], chances[answers == 0]
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + 0.5 * (positive[:, None] == negative[None, :]).mean())


def calibration_error(chances: Array, answers: Array, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Guo et al., ICML 2017)."""
    at = np.minimum((chances * bins).astype(int), bins - 1)
    off = np.bincount(at, weights=chances - answers, minlength=bins)
    return float(np.abs(off).sum() / len(answers))


def describe(name: str, chances: Array, answers: Array, answered: float, related: float) -> str:
    """One line of figures; the last three are those of the labels."""
    right, wrong = chances[answers == 1], chances[answers == 0]
    said = f"{name}: {len(answers)} questions"
    if len(right) and len(wrong):
        false = (wrong >= np.quantile(right, 0.15)).mean()
        said += (
            f", AUROC {area(chances, answers):.3f}, false at 85 % recall {false:.3f}, "
            f"calibration error {calibration_error(chances, answers):.3f}"
        )
    for kind, some in (("answered", right), ("others", wrong)):
        if len(some):
            labels = ((some >= answered).mean(), (some < related).mean())
            said += f"; of {len(some)} {kind} {labels[0]:.0%} `answered`, {labels[1]:.0%} `none`"
    return said
