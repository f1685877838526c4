"""What the tests of the index share: a small encoder without weights, and small documents."""

import hashlib
import re

import numpy as np

from index.build import build
from qa.model import Document, Format, Kind, Pair, Parsed, SourceText, Span


class HashingEncoder:
    """Vectors from the hashed character trigrams of a text: alike texts, alike vectors."""

    dimension = 64

    def __init__(self, name="hashing", fingerprint="f" * 64):
        self.prompts = {"query": "", "passage": ""}
        self.name = name
        self.fingerprint = fingerprint
        self.encoded = []

    def encode_queries(self, texts):
        return self._encode(texts)

    def encode_passages(self, texts):
        self.encoded.extend(texts)
        return self._encode(texts)

    def encode_pieces(self, text):
        """A piece for every word, whatever stands around it."""
        found = list(re.finditer(r"\w+", text))
        starts = np.array([match.start() for match in found], np.int64)
        return starts, self._encode([match.group() for match in found])

    def _encode(self, texts):
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            padded = f"  {text.lower()} "
            for at in range(len(padded) - 2):
                digest = hashlib.md5(padded[at : at + 3].encode()).digest()
                row[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
            row /= np.linalg.norm(row) or 1.0
        return rows


def parsed(name, *pairs, text="", form=Format.TXT, source="", **fields):
    """A document whose pairs are (question, answer), numbered from 1, laid out in its text."""
    body, made = "", []
    for at, (question, answer) in enumerate(pairs, start=1):
        number = str(at)
        body += f"Vraag {number}\n"
        q = Span(len(body), len(body) + len(question))
        body += f"{question}\n"
        a = Span(len(body), len(body) + len(answer))
        body += f"{answer}\n"
        made.append(Pair(f"{name}#{number}", name, number, (number,), question, answer, (q,), (a,)))
    body += text
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    file = source or f"{name}.{form.value}"
    fields = {"kind": Kind.ANSWERS, **fields}
    return Parsed(
        Document(id=name, source=file, sha256=sha256, **fields),
        SourceText(file, form, sha256, body),
        tuple(made),
    )


A = parsed("a", ("Waar ligt Irak?", "In Azië."), ("Hoe groot is Mali?", "Groot."))
B = parsed("b", ("Wie is premier?", "Kadhimi."))


def small_store(folder):
    """A store of `A` and `B`, to be changed or damaged."""
    build(folder, [A, B], encoder=HashingEncoder())
    return folder
