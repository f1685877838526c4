"""What the screen says, in the languages that it speaks.

One frozen record per language, so that the type checker sees a sentence that is missing in
one of them. Texts of documents are never translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Language = Literal["nl", "en"]
STORAGE: Final = "kamervragen"
"""Key that gradio scrambles what the browser keeps with; fixed, so that it survives a restart."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. `{…}` in a text is filled with `str.format`."""

    code: Language
    title: str
    lead: str
    skip: str
    other_language: str
    other_path: str
    tab_ask: str
    tab_check: str
    tab_documents: str
    tab_help: str
    months: tuple[str, ...]

    # Asking
    ask_heading: str
    ask_label: str
    ask_placeholder: str
    ask_button: str
    clear_button: str
    examples: str
    filters: str
    any_value: str
    filter_ministry: str
    filter_member: str
    filter_party: str
    filter_year: str
    filter_dossier: str
    filter_after: str
    filter_before: str
    bad_date: str
    filters_used: str
    earlier_turns: str
    you_asked: str
    read_as: str
    no_hits: str
    found: str
    whole_set: str
    whole_set_button: str

    # Verdict
    answered: str
    related: str
    none: str
    answered_long: str
    related_long: str
    none_long: str
    probability: str
    uncalibrated: str

    # Cards
    question: str
    answer: str
    joint_with: str
    unanswered: str
    no_number: str
    official: str
    copy_quote: str
    copy_link: str
    copied: str
    show_source: str
    open_document: str
    followed: str
    answered_later: str
    answered_earlier: str
    footnotes: str
    minister: str
    asker: str
    date_received: str
    date_asked: str
    judge: str
    judge_yes: str
    judge_no: str
    judge_kept: str

    # Checking a set
    check_heading: str
    check_intro: str
    check_steps: tuple[str, ...]
    paste_label: str
    paste_placeholder: str
    upload_label: str
    example_set: str
    read_button: str
    edit_heading: str
    edit_label: str
    edit_info: str
    title_label: str
    introduction_label: str
    check_button: str
    cancel_button: str
    new_button: str
    read_done: str
    checking: str
    checked: str
    cancelled: str
    overview: str
    count_answered: str
    count_related: str
    count_none: str
    in_short: str
    column_number: str
    column_question: str
    column_verdict: str
    column_nearest: str
    column_count: str
    to_overview: str
    by_ministry: str
    by_year: str
    unknown: str
    reuse: str
    note: str
    more: str
    export_heading: str
    export_info: str
    export_docx: str
    export_xlsx: str
    export_csv: str
    export_json: str
    nothing_to_check: str

    # Documents
    documents_heading: str
    find_label: str
    find_button: str
    listed: str
    not_listed: str
    earlier_page: str
    later_page: str
    column_document: str
    column_kind: str
    column_date: str
    column_pairs: str
    coverage: str
    coverage_line: str
    coverage_dates: str
    coverage_day: str
    coverage_encoder: str
    coverage_synced: str
    previous: str
    next: str
    pairs_heading: str
    text_heading: str
    same_question: str
    open_questions: str
    postponed: str
    no_open_questions: str
    waiting_since: str
    waiting_undated: str
    waiting_unread: str
    waiting_left: str
    postponed_on: str
    postponed_because: str
    pair_missing: str
    kind_answers: str
    kind_questions: str
    kind_postponement: str
    kind_letter: str
    no_pairs: str

    # Troubles
    trouble: str
    empty_store: str


def day(value: date | None, words: Words) -> str:
    """A day as it is written in the language of the screen; "" without one."""
    return f"{value.day} {words.months[value.month - 1]} {value.year}" if value else ""


def words(language: Language) -> Words:
    """The sentences of `language`."""
    from qa.ui.dutch import DUTCH
    from qa.ui.english import ENGLISH

    return ENGLISH if language == "en" else DUTCH
