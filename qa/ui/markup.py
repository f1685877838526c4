"""Safe HTML from untrusted text: the one place where the screen's text is escaped.

What is built here is handed to gradio's Markdown component, which passes a block of HTML
through as it is up to the first blank line; so no raw line break may stand in it.
"""

from __future__ import annotations

import html
import re
from typing import Final

_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def escape(text: str) -> str:
    """`text` as HTML text or attribute value: it shows as typed and can do nothing else."""
    visible = _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return html.escape(visible, quote=True).replace("\n", "&#10;")


def paragraphs(text: str) -> str:
    """`text` as `<p>` elements, one for each line that holds anything."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines if line)


def element(tag: str, inner: str, **attributes: str | bool) -> str:
    """`<tag …>inner</tag>`; `inner` is HTML, attribute values are text and get escaped.

    A trailing underscore is dropped from attribute names (`class_`) and other underscores
    become hyphens; True gives a bare attribute, False none.
    """
    return f"<{tag}{_attributes(attributes)}>{inner}</{tag}>"


def void(tag: str, **attributes: str | bool) -> str:
    """An element without content: `<input …>`."""
    return f"<{tag}{_attributes(attributes)}>"


def _attributes(attributes: dict[str, str | bool]) -> str:
    written = []
    for name, value in attributes.items():
        name = name.rstrip("_").replace("_", "-")
        if value is True:
            written.append(f" {name}")
        elif value is not False:
            written.append(f' {name}="{escape(value)}"')
    return "".join(written)
