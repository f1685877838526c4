"""The Blocks: the page's frame, its four tabs, and the deep link that opens a pair."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from qa.retrieval import Retriever
from qa.ui.api import add_api
from qa.ui.bench import DeskTab, desk_state, desk_tab
from qa.ui.cards import message
from qa.ui.chat import ChatTab, chat_tab
from qa.ui.help import help_page
from qa.ui.library import Library
from qa.ui.markup import element, escape
from qa.ui.panel import panel
from qa.ui.shelf import LibraryTab, library_tab
from qa.ui.words import Language, Words, words

SYSTEM_SANS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_CACHE = (600, 600)
"""Seconds between two sweeps of uploads left behind, and the age at which they go."""
_AT_ONCE = 4
"""Calls of one kind that run at the same time; others wait their turn."""
SYSTEM_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.Theme:
    """The plain base theme with the fonts of the reader's own machine."""
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=SYSTEM_SANS, font_mono=SYSTEM_MONO
    )


def create_app(
    retriever: Retriever,
    *,
    language: Language = "nl",
    report: Path | None = None,
    judging: bool = False,
) -> gr.Blocks:
    """The web app over `retriever` in one language of the screen.

    `report` is a JSON file with figures of the evaluation, which the help page quotes.
    Where `judging`, quotes carry thumbs.
    """
    say = words(language)
    documents = retriever.documents()
    library = Library(retriever, say)
    with gr.Blocks(title=say.title, analytics_enabled=False, delete_cache=_CACHE) as made:
        blocks: gr.Blocks = made
        add_api(retriever)
        panel(_header(say))
        if not documents:
            panel(message(say.empty_store, heading=say.trouble))
        state = desk_state()
        with gr.Tabs(elem_id="kv-tabs") as tabs:
            with gr.Tab(say.tab_ask, id="ask"):
                chat = chat_tab(retriever, documents, say, judging=judging)
            with gr.Tab(say.tab_check, id="check"):
                desk = desk_tab(retriever, state, say)
            with gr.Tab(say.tab_documents, id="documents"):
                shelf = library_tab(retriever, library, say)
            with gr.Tab(say.tab_help, id="help"):
                panel(help_page(language, report, fingerprint=_fingerprint(retriever)))
        chat.whole_set.click(
            lambda: gr.Tabs(selected="check"), None, tabs, api_visibility="private"
        )
        _on_load(blocks, library, chat, desk, shelf, tabs)
    blocks.queue(default_concurrency_limit=_AT_ONCE)
    return blocks


def _fingerprint(retriever: Retriever) -> str:
    """The encoder that ranks, as a retriever with a status knows it."""
    status = getattr(retriever, "status", None)
    return str(status().fingerprint) if callable(status) else ""


def _on_load(
    blocks: gr.Blocks,
    library: Library,
    chat: ChatTab,
    desk: DeskTab,
    shelf: LibraryTab,
    tabs: gr.Tabs,
) -> None:
    """Restores what the browser kept, and opens what the address names."""

    def follow(request: gr.Request) -> tuple[object, object]:
        pair_id = request.query_params.get("pair", "")
        document_id = request.query_params.get("document", "")
        if pair_id:
            page = library.open(pair_id)
        elif document_id:
            page = library.open_document(document_id)
        else:
            return gr.skip(), gr.skip()
        return gr.Tabs(selected="documents"), page

    outputs = [tabs, shelf.shown]
    blocks.load(follow, None, outputs, api_visibility="private", show_progress="hidden")
    chat.restore_on(blocks)
    desk.restore_on(blocks)


def _header(say: Words) -> str:
    skip = element("a", escape(say.skip), href="#kv-tabs", class_="kv-skip")
    other = element(
        "a",
        escape(say.other_language),
        href=say.other_path,
        class_="kv-language",
        lang="en" if say.code == "nl" else "nl",
    )
    head = element("h1", escape(say.title)) + element("p", escape(say.lead))
    return element("div", skip + element("div", head) + other, class_="kv-banner")
