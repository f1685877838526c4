"""The staffer's desk: paste or upload a set, look it over, check it, pick, hand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
from qa.ui.panel import panel
from qa.ui.results import progress, results
from qa.ui.words import STORAGE, Words

_KEPT_EVERY: Final = 8
"""Questions between two times that the browser is handed the state."""
_NUMBERED: Final = re.compile(r"(\d+[a-z]?)[.)]\s+(.+)", re.DOTALL)
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
        """A pasted text as an editable set: status, editor, title, introduction, questions."""
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
        status = message(self._words.read_done.format(count=len(found.questions)))
        status += "".join(message(text, heading=self._words.trouble) for text in found.unread)
        return status, gr.update(visible=True), found.title, found.introduction, as_text(found)

    def _unread(self, problem: str) -> tuple[Update, ...]:
        status = message(problem, heading=self._words.trouble) if problem else ""
        return status, gr.skip(), gr.skip(), gr.skip(), gr.skip()

    def check(
        self, title: str, introduction: str, text: str, request: gr.Request
    ) -> Iterator[tuple[str, Update, Update, Update]]:
        """Checks the set in the editor: HTML, state, and the two buttons, as results come."""
        session = str(request.session_hash)
        self._stopping.pop(session, None)
        busy = gr.update(visible=True), gr.update(interactive=False)
        idle = gr.update(visible=False), gr.update(interactive=True)
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
            yield results(questions, checked, self._words), kept(questions, checked), *idle

    def stop(self, request: gr.Request) -> None:
        """Ends the check of this session after the question at hand; what it found is shown."""
        self._stopping[str(request.session_hash)] = True

    def restore(self, state: object) -> tuple[Update, ...]:
        """The kept set: results, editor, title, introduction, questions."""
        questions, checked = restored(state, self._retriever)
        if not questions.questions:
            return (gr.skip(),) * 5  # Work may have begun before the page was restored.
        html = results(questions, checked, self._words)
        shown = gr.update(visible=True)
        return html, shown, questions.title, questions.introduction, as_text(questions)

    def clear(self, request: gr.Request) -> tuple[Update, ...]:
        """An empty desk, and no check under way.

        Text, status, editor, title, introduction, questions, results, state, and the buttons.
        """
        self._stopping[str(request.session_hash)] = False
        idle = gr.update(visible=False), gr.update(interactive=True)
        return "", "", gr.update(visible=False), "", "", "", "", {}, *idle

    def example(self) -> str:
        """A set to try out: an introduction and questions of the collection, numbered anew."""
        found = [
            pair.question
            for document in self._retriever.documents()[:50]
            for pair in self._retriever.pairs(document.id)
            if pair.answer and not pair.refers_to
        ]
        step = max(1, len(found) // 6)
        lines = [f"{at}. {text}" for at, text in enumerate(found[::step][:6], 1)]
        return "\n".join([self._words.example_heading, "", *lines, self._words.example_new])


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
    last = found[-1].number
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


@dataclass(frozen=True, slots=True)
class DeskTab:
    """The parts of the desk, and what fills them."""

    desk: Desk
    state: gr.BrowserState
    results: gr.Markdown
    editor: gr.Column
    fields: tuple[gr.Textbox, gr.Textbox, gr.Textbox]

    def restore_on(self, blocks: gr.Blocks) -> None:
        """Shows the kept set when the page is opened."""
        blocks.load(
            self.desk.restore,
            self.state,
            [self.results, self.editor, *self.fields],
            api_visibility="private",
            show_progress="hidden",
        )


def desk_state() -> gr.BrowserState:
    """What the browser keeps of the desk. Call it outside the tabs.

    A part within a tab that is not shown yet is not there when the page restores itself.
    """
    return gr.BrowserState({}, storage_key="kamervragen-desk", secret=STORAGE)


def desk_tab(retriever: Retriever, state: gr.BrowserState, words: Words) -> DeskTab:
    """The parts of the desk, wired. Call it inside the tab."""
    desk = Desk(retriever, words)
    panel(element("h2", escape(words.check_heading)) + element("p", escape(words.check_intro)))
    text = gr.Textbox(
        label=words.paste_label,
        placeholder=words.paste_placeholder,
        lines=6,
        max_lines=16,
        elem_id="kv-paste",
    )
    with gr.Row(elem_classes="kv-buttons"):
        go = gr.Button(words.read_button, variant="primary", elem_id="kv-read")
        upload = gr.UploadButton(words.upload_label, elem_id="kv-upload")
        example = gr.Button(words.example_set, elem_id="kv-example-set")
        clear = gr.Button(words.new_button, elem_id="kv-new")
    status = panel(elem_id="kv-status")
    with gr.Column(visible=False) as editor:
        fields = (
            gr.Textbox(label=words.title_label, lines=1, max_lines=3),
            gr.Textbox(label=words.introduction_label, lines=1, max_lines=8),
            gr.Textbox(
                label=words.edit_label,
                info=words.edit_info,
                lines=8,
                max_lines=24,
                elem_id="kv-edit",
            ),
        )
        with gr.Row(elem_classes="kv-buttons"):
            check = gr.Button(words.check_button, variant="primary", elem_id="kv-check")
            stop = gr.Button(words.cancel_button, visible=False, elem_id="kv-stop")
    shown = panel(elem_id="kv-results")
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    read_out = [status, editor, *fields]
    go.click(desk.read_text, text, read_out, **quiet)
    upload.upload(desk.read_upload, upload, [*read_out, upload], **quiet)
    example.click(desk.example, None, text, **quiet)
    run = check.click(desk.check, list(fields), [shown, state, stop, check], **quiet)
    stop.click(desk.stop, None, None, queue=False, **quiet)
    cleared = [text, *read_out, shown, state, stop, check]
    clear.click(desk.clear, None, cleared, cancels=[run], **quiet)
    return DeskTab(desk, state, shown, editor, fields)
