"""The part of the page that shows our own HTML."""

from __future__ import annotations

import gradio as gr


def panel(html: str = "", *, elem_id: str | None = None) -> gr.Markdown:
    """A place for HTML that `qa.ui.markup` built.

    gradio's own HTML component compiles templates in the browser, which our Content-Security-
    Policy forbids; its Markdown component passes HTML through. Its sanitizer would drop form
    fields and is off: every text is escaped before it gets here, and a script that slipped
    through could not run under the policy.
    """
    return gr.Markdown(
        html,
        elem_id=elem_id,
        elem_classes="kv-html",
        sanitize_html=False,
        latex_delimiters=[],
        show_label=False,
    )
