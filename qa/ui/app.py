"""The Blocks: the page's frame, its four tabs, and the deep link that opens a pair."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from qa.retrieval import Retriever
from qa.ui.cards import message
from qa.ui.chat import chat_tab
from qa.ui.markup import element, escape
from qa.ui.words import Language, Words, words

SYSTEM_SANS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
SYSTEM_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.Theme:
    """gradio's base theme with the fonts of the reader's own machine."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=SYSTEM_SANS, font_mono=SYSTEM_MONO)


def create_app(
    retriever: Retriever, *, language: Language = "nl", report: Path | None = None
) -> gr.Blocks:
    """The web app over `retriever` in one language of the screen."""
    say = words(language)
    documents = retriever.documents()
    with gr.Blocks(title=say.title, analytics_enabled=False, delete_cache=(3600, 3600)) as blocks:
        gr.Markdown(_header(say), elem_classes="kv-html kv-header", sanitize_html=False)
        if not documents:
            gr.Markdown(message(say.empty_store, heading=say.trouble), elem_classes="kv-html")
        with gr.Tabs(elem_id="kv-tabs"):
            with gr.Tab(say.tab_ask, id="ask"):
                chat_tab(retriever, documents, say)
    return blocks


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
