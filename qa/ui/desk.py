"""What the staffer's desk does: read a set, check it, keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import gradio as gr

from qa.check import Checked, QuestionSet, SetQuestion, check_set, read_set
from qa.errors import KamervragenError
from qa.model import SourceText
from qa.read import read
from qa.retrieval import Retriever
from qa.ui.cards import message
from qa.ui.kept import kept, restored
from qa.ui.markup import element, escape
from qa.ui.results import progress, results
from qa.ui.words import Words

_KEPT_EVERY: Final = 8
"""Questions between two times that the browser is handed the state."""
_NUMBERED: Final = re.compile(
    r"(\d+[a-z]?(?:(?:, \d+[a-z]?)* en \d+[a-z]?)?)[.)]\s+(.+)", re.DOTALL
)
_EXAMPLE: Final = Path(__file__).with_name("example.txt")
Update = Any
"""A value or an update for one of gradio's components."""


class Desk:
    """Reads and checks sets for one language of the screen."""

    def __init__(self, retriever: Retriever, words: Words) -> None:
        self._retriever = retriever
        self._words = words
        self._stopping: dict[str, bool] = {}
        """Sessions whose check must end; True where what was found is to be shown."""

    def read_text(self, text: str) -> tuple[Update, ...]:
        """A pasted text as an editable set.

        Status, intake, bench, editor, title, introduction, questions.
        """
        return self._read(text or "")

    def read_upload(self, upload: str | None) -> tuple[Update, ...]:
        """An uploaded file as an editable set; the file is gone afterwards. Ends with None."""
        if upload is None:
            return (*self._unread(""), None)
        with _deleted(Path(upload)):
            try:
                source = read(Path(upload))
            except KamervragenError as error:
                return (*self._unread(str(error)), None)
        return (*self._read(source), None)

    def _read(self, given: str | SourceText) -> tuple[Update, ...]:
        try:
            found = read_set(given)
        except KamervragenError as error:
            return self._unread(str(error))
        status = message(_counted(self._words, found))
        status += "".join(message(text, heading=self._words.trouble) for text in found.unread)
        status += element("p", escape(_counted(self._words, found)), class_="kv-unseen kv-say")
        return status, *_bench(unfolded=True), found.title, found.introduction, as_text(found)

    def _unread(self, problem: str) -> tuple[Update, ...]:
        status = message(problem, heading=self._words.trouble) if problem else ""
        return status, *(gr.skip(),) * 6

    def check(
        self, title: str, introduction: str, text: str, request: gr.Request
    ) -> Iterator[tuple[str, Update, Update, Update, Update]]:
        """Checks the set in the editor, as results come.

        HTML, state, the buttons to stop and to check, and the editor, which makes room.
        """
        session = str(request.session_hash)
        self._stopping.pop(session, None)
        busy = gr.update(visible=True), gr.update(interactive=False), gr.update(open=False)
        idle = *_idle(), gr.skip()
        questions = from_text(text or "", title or "", introduction or "")
        if not questions.questions:
            problem = message(self._words.nothing_to_check, heading=self._words.trouble)
            yield problem, gr.skip(), *idle
            return
        checked: list[Checked] = []
        yield progress(questions, checked, self._words), kept(questions, checked), *busy
        try:
            for one in check_set(questions, self._retriever):
                checked.append(one)
                state = gr.skip() if len(checked) % _KEPT_EVERY else kept(questions, checked)
                yield progress(questions, checked, self._words), state, *busy
                if session in self._stopping:
                    break
        except KamervragenError as error:
            yield message(str(error), heading=self._words.trouble), gr.skip(), *idle
            return
        if self._stopping.pop(session, True):
            yield (
                results(questions, checked, self._retriever, self._words),
                kept(questions, checked),
                *idle,
            )

    def stop(self, request: gr.Request) -> None:
        """Ends the check of this session after the question at hand; what it found is shown."""
        self._stopping[str(request.session_hash)] = True

    def restore(self, state: object) -> tuple[Update, ...]:
        """The kept set: results, intake, bench, editor, title, introduction, questions."""
        questions, checked = restored(state, self._retriever)
        if not questions.questions:
            return (gr.skip(),) * 7  # Work may have begun before the page was restored.
        html = results(questions, checked, self._retriever, self._words)
        fields = questions.title, questions.introduction, as_text(questions)
        return html, *_bench(unfolded=not checked), *fields

    def clear(self, request: gr.Request) -> tuple[Update, ...]:
        """An empty desk, and no check under way.

        Text, status, intake, bench, editor, title, introduction, questions, results, state, and
        the buttons.
        """
        self._stopping[str(request.session_hash)] = False
        intake, bench = gr.update(visible=True), gr.update(visible=False)
        return "", "", intake, bench, gr.skip(), "", "", "", "", {}, *_idle()

    def example(self) -> str:
        """A set to try out: the one that the readme walks through."""
        return _EXAMPLE.read_text(encoding="utf-8")


def _bench(*, unfolded: bool) -> tuple[Update, Update, Update]:
    """The intake makes room for the bench; its editor is open where `unfolded`."""
    return gr.update(visible=False), gr.update(visible=True), gr.update(open=unfolded)


def _idle() -> tuple[Update, Update]:
    """Nothing to stop, and free to check."""
    return gr.update(visible=False), gr.update(interactive=True)


def _counted(words: Words, found: QuestionSet) -> str:
    return words.read_done.format(count=len(found.questions))


def as_text(questions: QuestionSet) -> str:
    """A set as it is edited: one numbered paragraph for each question."""
    return "\n\n".join(f"{question.number}. {question.text}" for question in questions.questions)


def from_text(text: str, title: str, introduction: str) -> QuestionSet:
    """The set that was edited. A paragraph without a number takes the one before with a letter."""
    found: list[SetQuestion] = []
    for paragraph in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")):
        body = " ".join(paragraph.split())
        if not body:
            continue
        if match := _NUMBERED.fullmatch(body):
            found.append(SetQuestion(match[1], match[2]))
        else:
            found.append(SetQuestion(_next(found), body))
    return QuestionSet(tuple(found), title.strip(), introduction.strip())


def _next(found: Sequence[SetQuestion]) -> str:
    if not found:
        return "1"
    last = found[-1].number.split()[-1]  # of "2 en 3" the last
    if last[-1].isdigit():
        return f"{last}b"
    return last[:-1] + chr(min(ord(last[-1]) + 1, ord("z")))


@contextmanager
def _deleted(upload: Path) -> Iterator[None]:
    """Removes the upload, and the folder that was made for it, whatever happens."""
    try:
        yield
    finally:
        upload.unlink(missing_ok=True)
        with suppress(OSError):
            upload.parent.rmdir()
