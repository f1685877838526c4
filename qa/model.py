"""The words of the house: what flows from reader to reply.

Plain frozen dataclasses at the bottom of every import; they hold data and the few
derivations that need nothing else. Offsets are counted in Python characters (Unicode code
points) of `SourceText.text`, and spans are half-open: `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a document is."""

    ANSWERS = "answers"
    QUESTIONS = "questions"
    POSTPONEMENT = "postponement"
    LETTER = "letter"


class Format(StrEnum):
    """The file format that a text was read from."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    XML = "xml"
    TXT = "txt"


class Label(StrEnum):
    """The verdict's three words."""

    ANSWERED = "answered"
    RELATED = "related"
    NONE = "none"


class ReferenceKind(StrEnum):
    """What a reference points to."""

    PAIR = "pair"
    KAMERSTUK = "kamerstuk"
    AANHANGSEL = "aanhangsel"
    ZAAK = "zaak"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of characters in a source text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark ("1") as printed, its text, and where it stands in the source."""

    mark: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer in a text to a pair or to another official publication.

    `text` is the pointer as written and `span` its place in the source. `document` is the id
    of the publication pointed to, or "" for the same document (and for one that the text does
    not name well enough). `numbers` are question numbers there.
    """

    kind: ReferenceKind
    text: str
    span: Span
    document: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as published, and what its file format knows of it.

    `pages` are the offsets at which pages begin (empty where the format has none). `notes`
    are footnotes that the format itself keeps apart (DOCX, XML, HTML) or shows by its type
    (PDF, where they stand at the foot of their page): their characters stand in `text`, behind
    or between the body's, and `marks` are the places in the body where the format puts a
    footnote mark. `furniture` are spans that the format itself knows to be no body text.
    `metadata` holds official properties that came with the file, under the field names of
    `Document`.
    """

    name: str
    format: Format
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One official publication. What its text does not say is "", () or None: never guessed.

    `id` holds letters, digits, `.`, `_` and `-` only: the official number
    ("kst-27925-748", "ah-tk-20232024-2367", "2024Z11859") or a slug of the file's stem.
    """

    id: str
    kind: Kind
    source: str
    sha256: str
    title: str = ""
    citation: str = ""
    asker: str = ""
    parties: tuple[str, ...] = ()
    minister: str = ""
    ministry: str = ""
    on_behalf_of: str = ""
    asked: date | None = None
    received: date | None = None
    dossier: str = ""
    vergaderjaar: str = ""
    zaken: tuple[str, ...] = ()
    url: str = ""
    introduction: str = ""
    """The words that lead up to the first question; titles, names and letterheads are none."""
    explanation: str = ""
    """The "Toelichting" under the questions."""
    see_also: str = ""
    """The "Zie ook Aanhangsel Handelingen …" sentence, as written."""
    references: tuple[Reference, ...] = ()
    introduction_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One numbered question with its answer.

    `number` is the number as text ("13", "1b"). `numbers` is the joint group that one answer
    covers, in the document's order, this number included; alone it is `(number,)`. An empty
    `answer` comes with the reason in `unanswered`. Texts are verbatim up to layout; the spans
    prove it (`qa.verify`). `refers_to` are numbers of the same document. `introduction` is what
    the question was asked under within its list: the heading of its section and the stem above
    a sub-question, one under the other; questions asked under the same words share them.
    """

    id: str
    document: str
    number: str
    numbers: tuple[str, ...]
    question: str
    answer: str
    question_spans: tuple[Span, ...]
    answer_spans: tuple[Span, ...]
    introduction: str = ""
    notes: tuple[Note, ...] = ()
    refers_to: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    unanswered: str = ""
    introduction_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A numbered question that could not be paired: which, why, and at which offset."""

    number: str
    reason: str
    at: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser makes of one source text.

    `layout` names the grammar entry that was read by, `confidence` in [0, 1] says how sure the
    parser is. `unassigned` are body characters that belong to nothing known.
    """

    document: Document
    source: SourceText
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[Gap, ...] = ()
    layout: str = ""
    confidence: float = 1.0
    furniture: tuple[Span, ...] = ()
    unassigned: tuple[Span, ...] = ()


JUDGED: Final = 10
"""Hits that a verdict looks among for one with an answer: search for so many, however few show."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on a document, applied before ranking. Empty fields do not restrict.

    `ministry`, `member`, `party` and `dossier` match as a part of the document's field, whatever
    the case and the accents (a dossier also whatever the spaces); `ministry` matches the minister
    where a document does not name its ministry. `vergaderjaar` matches by the year in which it
    begins, however it is written ("2020-2021", "2020/21"); `document` is a whole id, in either
    case. `after` and `before` are inclusive and compare with `Document.received`, or `asked`
    where that is unknown; a document without any date passes no date filter.
    """

    ministry: str = ""
    member: str = ""
    party: str = ""
    after: date | None = None
    before: date | None = None
    vergaderjaar: str = ""
    dossier: str = ""
    kind: Kind | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that was found, with its document and its scores (higher is nearer).

    `score` is the fused score that `rank` (1-based) follows; `dense` is a cosine similarity
    and `lexical` a BM25 score; None where that index did not return the pair. Where the same
    was asked in several documents, `later` is the id of the pair with the newest answer ("" where
    this is it), and `earlier` are those with older ones, newest first.
    """

    rank: int
    pair: Pair
    document: Document
    score: float
    dense: float | None = None
    lexical: float | None = None
    later: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Was this asked and answered before? `probability` is that of `answered`.

    `calibrated` is False where the probability comes from the plain rule and not from a model
    fitted on judged questions for this encoder; the screen must then say so.
    """

    label: Label
    probability: float
    calibrated: bool = False

    def at_most_related(self) -> Verdict:
        """The same where it is known that what was found is no answer, however near it is."""
        label = Label.RELATED if self.label is Label.ANSWERED else self.label
        return replace(self, label=label, probability=min(self.probability, 0.5))


@dataclass(frozen=True, slots=True)
class Quote:
    """A pair shown as an answer: proved against its source, ready for the screen.

    `siblings` are the other pairs of a joint group (their questions; the answer is shared).
    `followed` are the quotes of the pairs that a stub ("Zie het antwoord op vraag 13") points
    to in the same document. `citation` and `url` are those of the pair; "" where unknown.
    """

    hit: Hit
    citation: str
    url: str
    siblings: tuple[Pair, ...] = ()
    followed: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question: a verdict and verbatim quotes, best first.

    `language` is the question's language as an ISO 639-1 code. `notices` are sentences for the
    reader ("Antwoorden worden in het Nederlands geciteerd."). `hits` are all proved hits in
    rank order; `quotes` show the same with joint questions folded together. `withheld` counts
    hits that were left out because their text could not be proved against the source.
    """

    query: str
    language: str
    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    quotes: tuple[Quote, ...] = ()
    notices: tuple[str, ...] = ()
    withheld: int = 0
