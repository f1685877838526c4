"""The documents tab on screen: what the collection holds, a list to browse, one document."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from qa.retrieval import Retriever
from qa.ui.library import Library
from qa.ui.markup import element, escape
from qa.ui.panel import panel
from qa.ui.waiting import waiting
from qa.ui.words import Words


@dataclass(frozen=True, slots=True)
class LibraryTab:
    """The part that a deep link fills."""

    shown: gr.Markdown


def library_tab(retriever: Retriever, library: Library, words: Words) -> LibraryTab:
    """The documents tab, wired. Call it inside the tab."""
    head = element("h2", escape(words.documents_heading))
    shown = panel(elem_id="kv-page")
    panel(head + library.coverage() + waiting(retriever, words))
    with gr.Row(elem_classes="kv-find"):
        wanted = gr.Textbox(label=words.find_label, lines=1, max_lines=1, elem_id="kv-find")
        find = gr.Button(words.find_button, elem_id="kv-find-go")
    page = gr.State(0)
    listed = panel(library.listing(), elem_id="kv-listing")
    with gr.Row(elem_classes="kv-buttons"):
        earlier = gr.Button(words.earlier_page, visible=False)
        later = gr.Button(words.later_page, visible=library.more("", 0))
    out = [page, listed, earlier, later]

    def turned(text: str, to: int) -> tuple[object, ...]:
        html = library.listing(text, to)
        return to, html, gr.update(visible=to > 0), gr.update(visible=library.more(text, to))

    gr.on(
        [find.click, wanted.submit],
        lambda text: turned(text, 0),
        wanted,
        out,
        api_visibility="private",
        show_progress="hidden",
    )
    for button, step in ((earlier, -1), (later, 1)):
        button.click(
            lambda text, at, step=step: turned(text, max(0, at + step)),
            [wanted, page],
            out,
            api_visibility="private",
            show_progress="hidden",
        )
    return LibraryTab(shown)
