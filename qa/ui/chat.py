"""The quick look-up: a conversation of questions, each with its verdict and quotes.

The browser keeps the questions (`gr.BrowserState`), never the answers: after a reload or a
restarted server they are answered again from the store, so what is shown is always proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from qa.answer import answer
from qa.errors import KamervragenError
from qa.followup import leans, understood
from qa.model import Document
from qa.retrieval import Retriever
from qa.ui.cards import message, reply_cards, verdict_name
from qa.ui.filters import chosen_filters, describe, filter_fields
from qa.ui.markup import element, escape
from qa.ui.panel import panel
from qa.ui.words import STORAGE, Words

Turn = dict[str, Any]
"""A question as asked and its filters: `{"query": str, "filters": [str, …]}`."""
_SHOWN: Final = 3
"""Quotes in one reply."""
_KEPT: Final = 10
"""Turns that the browser remembers."""
_CACHED: Final = 100
"""Replies held in memory."""
_EXAMPLES: Final = 4
_EXAMPLE_LENGTHS: Final = range(40, 110)


class Chat:
    """Answers turns for one language of the screen."""

    def __init__(self, retriever: Retriever, words: Words, *, judging: bool = False) -> None:
        self._retriever = retriever
        self._judging = judging
        self._words = words
        self._made: dict[tuple[str, tuple[str, ...]], str] = {}

    def ask(self, query: str, history: object, *filters: str | None) -> tuple[str, list[Turn], str]:
        """The conversation with `query` added: its HTML, its turns, and an empty input."""
        turns = _turns(history)
        query = (query or "").strip()
        if not query:
            problem = message(_reason(query, self._retriever), heading=self._words.trouble)
            return problem + self._conversation(turns), turns, ""
        turns = [*turns, {"query": query, "filters": [value or "" for value in filters]}][-_KEPT:]
        return self._conversation(turns), turns, ""

    def restore(self, history: object) -> tuple[object, object]:
        """The conversation that the browser kept, and whether the examples show."""
        turns = _turns(history)
        if not turns:
            return gr.skip(), gr.skip()
        return self._conversation(turns), gr.update(visible=False)

    def clear(self) -> tuple[str, list[Turn], object]:
        """An empty conversation, and the examples again."""
        return "", [], gr.update(visible=True)

    def examples(self) -> list[str]:
        """A few questions of the collection that stand on their own, spread over it."""
        found = [
            pair.question
            for document in self._retriever.documents()[:50]
            for pair in self._retriever.pairs(document.id)
            if pair.answer and len(pair.question) in _EXAMPLE_LENGTHS
            if pair.question.count("?") == 1 and not pair.refers_to and not leans(pair.question)
        ]
        step = max(1, len(found) // _EXAMPLES)
        return found[::step][:_EXAMPLES]

    def _conversation(self, turns: Sequence[Turn]) -> str:
        if not turns:
            return ""
        newest, *earlier = [self._turn(turns, at) for at in reversed(range(len(turns)))]
        if not earlier:
            return newest
        head = element("h2", escape(self._words.earlier_turns), class_="kv-earlier")
        return newest + head + "".join(earlier)

    def _turn(self, turns: Sequence[Turn], at: int) -> str:
        words = self._words
        turn = turns[at]
        query = turn["query"]
        read = understood(query, [earlier["query"] for earlier in turns[:at]])
        head = element("p", escape(words.you_asked), class_="kv-part")
        head += element("h2", escape(query), class_="kv-asked", dir="auto")
        if read != query:
            head += element("p", escape(words.read_as.format(query=read)), class_="kv-small")
        if used := describe(turn["filters"], words):
            head += element("p", escape(used), class_="kv-small")
        body = self._reply(read, tuple(turn["filters"]))
        return element("section", head + body, class_="kv-turn")

    def _reply(self, query: str, filters: tuple[str, ...]) -> str:
        """The HTML of one reply, kept for the turns of a conversation that are shown again."""
        key = (query, filters)
        if key not in self._made:
            if len(self._made) >= _CACHED:
                self._made.pop(next(iter(self._made)))
            self._made[key] = self._fresh(query, filters)
        return self._made[key]

    def _fresh(self, query: str, filters: tuple[str, ...]) -> str:
        words = self._words
        try:
            reply = answer(query, self._retriever, k=_SHOWN, filters=chosen_filters(filters, words))
        except KamervragenError as error:
            return message(str(error), heading=words.trouble)
        said = words.found.format(
            count=len(reply.quotes), verdict=verdict_name(reply.verdict.label, words)
        )
        status = element("p", escape(said), class_="kv-unseen kv-say")
        return status + reply_cards(reply, self._retriever, words, judging=self._judging)


def _reason(query: str, retriever: Retriever) -> str:
    try:
        answer(query, retriever)
    except KamervragenError as error:
        return str(error)
    return ""


def _turns(history: object) -> list[Turn]:
    """What the browser kept, as far as it has the shape of turns: it is not ours to trust."""
    if not isinstance(history, list):
        return []
    return [
        {"query": turn["query"], "filters": [str(value) for value in turn.get("filters") or []]}
        for turn in history[-_KEPT:]
        if isinstance(turn, dict) and isinstance(turn.get("query"), str) and turn["query"].strip()
        if isinstance(turn.get("filters") or [], list)
    ]


@dataclass(frozen=True, slots=True)
class ChatTab:
    """The parts of the chat, and what fills them."""

    chat: Chat
    history: gr.BrowserState
    shown: gr.Markdown
    tray: gr.Column
    whole_set: gr.Button

    def restore_on(self, blocks: gr.Blocks) -> None:
        """Shows the kept conversation when the page is opened."""
        blocks.load(
            self.chat.restore,
            self.history,
            [self.shown, self.tray],
            api_visibility="private",
            show_progress="hidden",
        )


def chat_tab(
    retriever: Retriever, documents: Sequence[Document], words: Words, *, judging: bool
) -> ChatTab:
    """The parts of the chat, wired. Call it inside the tab."""
    chat = Chat(retriever, words, judging=judging)
    history = gr.BrowserState([], storage_key=f"kamervragen-chat-{words.code}", secret=STORAGE)
    panel(element("h2", escape(words.ask_heading)))
    with gr.Column(elem_id="kv-chat"):
        query = gr.Textbox(
            label=words.ask_label,
            placeholder=words.ask_placeholder,
            lines=1,
            max_lines=8,
            elem_id="kv-query",
        )
        with gr.Row(elem_classes="kv-buttons"):
            go = gr.Button(words.ask_button, variant="primary", elem_id="kv-ask")
            clear = gr.Button(words.clear_button, elem_id="kv-clear")
        with gr.Accordion(words.filters, open=True, elem_id="kv-filters"), gr.Row():
            filters = filter_fields(documents, words)
        tray, buttons, whole_set = _tray(chat.examples(), words)
        shown = panel(elem_id="kv-conversation")
    tab = ChatTab(chat, history, shown, tray, whole_set)
    asked = gr.on(
        [go.click, query.submit],
        chat.ask,
        [query, history, *filters],
        [shown, history, query],
        api_visibility="private",
        show_progress="minimal",
        show_progress_on=shown,
    )
    _hide_tray(asked, tab)
    for button in buttons:
        picked = button.click(
            chat.ask,
            [button, history],
            [shown, history, query],
            api_visibility="private",
            show_progress="minimal",
            show_progress_on=shown,
        )
        _hide_tray(picked, tab)
    clear.click(chat.clear, None, [shown, history, tray], api_visibility="private")
    return tab


def _tray(examples: Sequence[str], words: Words) -> tuple[gr.Column, list[gr.Button], gr.Button]:
    """What to begin with: a column, its example questions, and the way to a whole set."""
    with gr.Column(elem_id="kv-examples", visible=True) as tray:
        if examples:
            panel(element("p", escape(words.examples), class_="kv-part"))
        buttons = [gr.Button(text, size="sm", elem_classes="kv-example") for text in examples]
        panel(element("p", escape(words.whole_set), class_="kv-part"))
        with gr.Row(elem_classes="kv-buttons"):
            whole_set = gr.Button(words.whole_set_button, elem_id="kv-whole-set")
    return tray, buttons, whole_set


def _hide_tray(event: gr.events.Dependency, tab: ChatTab) -> None:
    """The examples make room once a conversation has begun."""
    event.then(
        lambda turns: gr.update(visible=not turns),
        tab.history,
        tab.tray,
        api_visibility="private",
        show_progress="hidden",
    )
