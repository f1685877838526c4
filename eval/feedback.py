"""What readers of the web app said of quotes, as a question set.

The app keeps a line for each thumb (`{"day", "query", "pair", "answers"}`). The last word on a
question and a pair counts. A question of which no quote was said to answer it is left out: that
a reader saw no answer does not say that the corpus holds none.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from eval.errors import SetError
from eval.sets import Question, Split, check_id, read_json_lines
from qa.language import detect

_KEYS = {"day", "query", "pair", "answers"}
_ANSWERS = 2
"""The grade of a pair that a reader said answers the question."""


def read_feedback(path: Path) -> list[Question]:
    """The questions of the file at `path` that a quote was said to answer, in order of asking.

    Raises:
        SetError: the file cannot be read, or a line is not as described above.
    """
    said: dict[str, dict[str, bool]] = {}
    for values, where in read_json_lines(path):
        if set(values) != _KEYS or not isinstance(values["answers"], bool):
            raise SetError(f"{where}: expected the keys {', '.join(sorted(_KEYS))}.")
        query = " ".join(str(values["query"]).split())
        said.setdefault(query, {})[check_id(values["pair"], where)] = values["answers"]
    found = []
    for query, pairs in said.items():
        relevant = {pair: _ANSWERS for pair, answers in pairs.items() if answers}
        if relevant:
            found.append(
                Question(
                    id=f"f{sha256(query.encode()).hexdigest()[:12]}",
                    text=query,
                    language=detect(query),
                    slice="feedback",
                    split=Split.DEV,
                    relevant=relevant,
                )
            )
    return found
