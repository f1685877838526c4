"""Source texts for tests of the parser, made from strings."""

import hashlib

from qa.model import Format, SourceText


def source(text, name="vragen.txt", kind=Format.TXT, **metadata):
    """A source text as the reader would hand it over."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SourceText(name, kind, digest, text, metadata=metadata)
