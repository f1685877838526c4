"""The help page: what is searched, what the verdict means, how often it is wrong."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.ui.markup import element, escape
from qa.ui.words import Language

Section = tuple[str, tuple[str, ...]]

_DUTCH: tuple[Section, ...] = (
    (
        "Wat dit doorzoekt",
        (
            "De verzameling bestaat uit officiële documenten met antwoorden van ministers aan de "
            "Tweede Kamer, uit elkaar gehaald in genummerde vragen met hun antwoord. Wat niet in "
            "de verzameling staat, wordt niet gevonden. Onder ‘Documenten’ ziet u wat erin zit.",
            "Er wordt gezocht op woorden én op betekenis: een vraag in andere woorden dan die van "
            "het document kan het juiste antwoord opleveren. Dezelfde vraag geeft altijd "
            "hetzelfde resultaat.",
        ),
    ),
    (
        "Wat u te zien krijgt",
        (
            "Elk antwoord is een citaat, teken voor teken zoals het is gepubliceerd; alleen de "
            "regelafbreking verschilt. Dat is voor elk getoond antwoord nagerekend in de "
            "brontekst. Met ‘Bron tonen’ ziet u de passage in het document.",
            "Zijn vragen samen beantwoord, dan staat het antwoord er één keer met alle vragen. "
            "Verwijst een antwoord naar een ander antwoord in hetzelfde document, dan staat dat "
            "eronder.",
        ),
    ),
    (
        "Wat het oordeel betekent",
        (
            "‘Eerder beantwoord’: deze vraag is al eens gesteld en beantwoord. ‘Verwant’: er zijn "
            "antwoorden over hetzelfde onderwerp, maar niet op deze vraag. ‘Niet gevonden’: de "
            "verzameling geeft er geen antwoord op.",
            "Het oordeel is een schatting, en vervangt het lezen van het citaat niet.",
        ),
    ),
    (
        "Hoe u citeert",
        (
            "‘Kopieer citaat’ neemt het antwoord met de vindplaats mee. Staat het officiële nummer "
            "niet in de tekst, dan wordt de naam van het bestand genoemd en geen nummer geraden.",
        ),
    ),
    (
        "Wat dit niet doet",
        (
            "Het schrijft geen antwoorden en vat niets samen. Het zegt niet wat vandaag waar is, "
            "alleen wat toen is geantwoord.",
            "Uw vragen verlaten deze computer niet en worden niet bewaard in een logboek. Wat u "
            "toetst en aankruist staat alleen in uw browser.",
        ),
    ),
)
_ENGLISH: tuple[Section, ...] = (
    (
        "What this searches",
        (
            "The collection holds official documents with answers of ministers to the Dutch House "
            "of Representatives, taken apart into numbered questions with their answers. What is "
            "not in the collection is not found. ‘Documents’ shows what is in it.",
            "The search goes by words and by meaning: a question in other words than those of the "
            "document, or in English, can find the right answer. The same question always gives "
            "the same result.",
        ),
    ),
    (
        "What you see",
        (
            "Each answer is a quote in Dutch, character by character as it was published; only "
            "the line breaks differ. For each answer shown this is proved against the source. "
            "‘Show source’ gives the passage in its document.",
            "Where questions were answered together, the answer is shown once with all of them. "
            "Where an answer refers to another one in the same document, that stands below it.",
        ),
    ),
    (
        "What the verdict means",
        (
            "‘Answered before’: this question was asked and answered. ‘Related’: there are answers "
            "on the same subject, but not to this question. ‘Not found’: the collection does not "
            "answer it.",
            "The verdict is an estimate, and no substitute for reading the quote.",
        ),
    ),
    (
        "How to cite",
        (
            "‘Copy quote’ takes the answer with its citation. Where the official number is not in "
            "the text, the name of the file is given and no number is guessed.",
        ),
    ),
    (
        "What this does not do",
        (
            "It writes no answers and summarises nothing. It does not say what is true today, "
            "only what was answered then. Messages about documents and errors are in Dutch.",
            "Your questions do not leave this computer and are kept in no log. What you check and "
            "tick stays in your browser.",
        ),
    ),
)
_WITHOUT_REPORT = {
    "nl": "Hoe vaak het oordeel onjuist is, is niet gemeten: er is geen evaluatierapport voor dit "
    "taalmodel.",
    "en": "How often the verdict is wrong has not been measured: there is no evaluation report for "
    "this language model.",
}
_WITH_REPORT = {
    "nl": "Gemeten op {asked} vragen waarop de voorbeeldverzameling antwoord geeft en {others} "
    "waarop niet. Het juiste antwoord stond bij {first} % bovenaan. Het oordeel ‘Eerder "
    "beantwoord’ werd {given} keer gegeven, waarvan {wrong} keer ten onrechte: {false} keer bij "
    "een vraag zonder antwoord en {misled} keer zonder dat een van de eerste drie citaten de vraag "
    "beantwoordt. Van de vragen met een antwoord kregen er {missed} ‘Niet gevonden’.",
    "en": "Measured on {asked} questions that the sample collection answers and {others} that it "
    "does not. The right answer came first for {first}%. The verdict ‘Answered before’ was given "
    "{given} times, {wrong} of them wrongly: {false} times to a question without an answer, and "
    "{misled} times where none of the first three quotes answers it. Of the questions with an "
    "answer {missed} got ‘Not found’.",
}
_SPLIT = "test"
"""The questions that nothing was tuned on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of an evaluation report: counts of questions, and a share in percent."""

    asked: int
    others: int
    first: int
    given: int
    false: int
    misled: int
    missed: int

    @property
    def wrong(self) -> int:
        """How often "answered" was not right."""
        return self.false + self.misled


def help_page(language: Language, report: Path | None, *, fingerprint: str = "") -> str:
    """The help page as HTML, with the figures of `report` where it has them for the encoder.

    `fingerprint` is that of the encoder in use; "" where it is not known.
    """
    found = measured(report, fingerprint)
    parts = []
    for heading, texts in _ENGLISH if language == "en" else _DUTCH:
        parts.append(element("h2", escape(heading)))
        parts += [element("p", escape(text)) for text in texts]
        if heading in ("Wat het oordeel betekent", "What the verdict means"):
            parts.append(element("p", escape(_figures(language, found)), class_="kv-notice"))
    return element("section", "".join(parts), class_="kv-help")


def measured(report: Path | None, fingerprint: str = "") -> Measured | None:
    """The figures in a `figures.json` of `eval run`, made with the encoder of `fingerprint`.

    None where there is no file that has them, or another encoder made them.
    """
    if report is None or not report.is_file():
        return None
    try:
        whole: Any = json.loads(report.read_text(encoding="utf-8"))
        group = whole["groups"][_SPLIT]
        if fingerprint and whole["system"]["fingerprint"] != fingerprint:
            return None
        labels = group["labels"]
        return Measured(
            asked=int(group["answerable"]),
            others=int(group["unanswerable"]),
            first=round(100 * float(group["ranking"]["hit@1"]["value"])),
            given=int(labels["answerable"]["answered"]) + int(labels["unanswerable"]["answered"]),
            false=int(labels["unanswerable"]["answered"]),
            misled=int(group["misled"]),
            missed=int(labels["answerable"]["none"]),
        )
    except (KeyError, TypeError, ValueError, OSError):
        return None


def _figures(language: Language, found: Measured | None) -> str:
    if found is None:
        return _WITHOUT_REPORT[language]
    return _WITH_REPORT[language].format(**asdict(found), wrong=found.wrong)
