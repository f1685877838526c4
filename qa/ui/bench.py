"""The staffer's desk on screen: paste or upload a set, look it over, check it, pick, hand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from qa.retrieval import Retriever
from qa.ui.desk import Desk
from qa.ui.markup import element, escape
from qa.ui.panel import panel
from qa.ui.words import STORAGE, Words


@dataclass(frozen=True, slots=True)
class DeskTab:
    """The parts of the desk, and what fills them."""

    desk: Desk
    state: gr.BrowserState
    results: gr.Markdown
    filled: tuple[gr.blocks.Block, ...]
    """Intake, bench, editor, title, introduction, questions."""

    def restore_on(self, blocks: gr.Blocks) -> None:
        """Shows the kept set when the page is opened."""
        blocks.load(
            self.desk.restore,
            self.state,
            [self.results, *self.filled],
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
    panel(_head(words))
    with gr.Column(elem_id="kv-intake") as intake:
        text = gr.Textbox(
            label=words.paste_label,
            placeholder=words.paste_placeholder,
            lines=8,
            max_lines=16,
            elem_id="kv-paste",
        )
        with gr.Row(elem_classes="kv-buttons"):
            go = gr.Button(words.read_button, variant="primary", elem_id="kv-read")
            upload = gr.UploadButton(words.upload_label, elem_id="kv-upload")
            example = gr.Button(words.example_set, elem_id="kv-example-set")
    status = panel(elem_id="kv-status")
    with gr.Column(visible=False, elem_id="kv-bench") as bench:
        with gr.Accordion(words.edit_heading, open=True, elem_id="kv-editor") as editor:
            fields = _fields(words)
        with gr.Row(elem_classes="kv-buttons"):
            check = gr.Button(words.check_button, variant="primary", elem_id="kv-check")
            stop = gr.Button(words.cancel_button, visible=False, elem_id="kv-stop")
            clear = gr.Button(words.new_button, elem_id="kv-new")
    shown = panel(elem_id="kv-results")
    tab = DeskTab(desk, state, shown, (intake, bench, editor, *fields))
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    read_out = [status, *tab.filled]
    go.click(desk.read_text, text, read_out, **quiet)
    upload.upload(desk.read_upload, upload, [*read_out, upload], **quiet)
    example.click(desk.example, None, text, **quiet)
    run = check.click(desk.check, list(fields), [shown, state, stop, check, editor], **quiet)
    check.click(lambda: "", None, status, **quiet)
    stop.click(desk.stop, None, None, queue=False, **quiet)
    clear.click(
        desk.clear, None, [text, *read_out, shown, state, stop, check], cancels=[run], **quiet
    )
    return tab


def _head(words: Words) -> str:
    steps = "".join(element("li", escape(step)) for step in words.check_steps)
    return (
        element("h2", escape(words.check_heading))
        + element("p", escape(words.check_intro))
        + element("ol", steps, class_="kv-steps")
    )


def _fields(words: Words) -> tuple[gr.Textbox, gr.Textbox, gr.Textbox]:
    """Title, introduction and questions, to be looked over."""
    return (
        gr.Textbox(label=words.title_label, lines=2, max_lines=3),
        gr.Textbox(label=words.introduction_label, lines=2, max_lines=8),
        gr.Textbox(
            label=words.edit_label,
            info=words.edit_info,
            lines=8,
            max_lines=24,
            elem_id="kv-edit",
        ),
    )
