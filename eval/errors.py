"""What can go wrong in an evaluation. Its readers are researchers: messages are in English."""

from __future__ import annotations

from qa.errors import KamervragenError


class EvaluationError(KamervragenError):
    """An evaluation cannot be done as asked. `str(error)` says why, and what to do."""


class SetError(EvaluationError):
    """A file of questions, judgements or rankings is not as its format says."""


class MismatchError(EvaluationError):
    """Two things that are compared were not measured on the same questions."""
