"""The properties that official publications carry in XML and HTML, as `Document` fields.

Element and property names are those of the op-xsd schemas and of the metadata in the pages
of officielebekendmakingen.nl. A date that is no date is left out, like anything else that
does not have the shape of what it should be: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from qa.read.markup import Element, attribute, tag, text_of

_PROPERTIES = {
    "dc.identifier": "id",
    "dcterms.identifier": "id",
    "overheidop.documenttitel": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "overheidop.vergaderjaar": "vergaderjaar",
    "overheidop.dossiernummer": "dossier",
    "overheidop.indiener": "asker",
    "overheidop.vraagnummer": "zaken",
    "overheidop.datumindiening": "asked",
    "overheidop.datumontvangst": "received",
}
"""The first property named wins, then the first value; `zaken` and `dossier` take them all."""
_ID = re.compile(r"(?:ah|kv|kst|blg|h|nds)-[A-Za-z0-9][A-Za-z0-9.-]*")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)")
_ZAAK = re.compile(r"\d{4}\s?Z\s?\d{5}")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


def properties(root: Element) -> dict[str, str]:
    """The metadata in `meta` and `metadata` elements (`name` and `content`)."""
    found: dict[str, list[str]] = {}
    for element in root.iter("{*}meta", "{*}metadata"):
        name = (element.get("name") or "").lower()
        value = " ".join((element.get("content") or "").split())
        if name in _PROPERTIES and value:
            found.setdefault(name, []).append(value)
    result: dict[str, str] = {}
    for name, field in _PROPERTIES.items():
        if name in found:
            values = found[name] if field in {"zaken", "dossier", "asker"} else found[name][:1]
            result.setdefault(field, "; ".join(dict.fromkeys(values)))
    return _checked(result)


def from_elements(root: Element) -> dict[str, str]:
    """What the elements of a `kamervragen` or `kamerstuk` document say."""
    years = _first(root, "tekstregel", "inhoud", "vergaderjaar")
    chamber = _first(root, "tekstregel", "inhoud", "kameraanduiding")
    number = _first(root, "kamervraagnummer", "", "")
    found = {"vergaderjaar": years}
    zaak = _ZAAK.search(number) or _ZAAK.search(_first(root, "vraagnummer", "", ""))
    if zaak:
        found["zaken"] = zaak[0].replace(" ", "")
    found["title"] = _first(root, "kamervraagonderwerp", "", "")
    for element in root.iter("{*}kamervraagomschrijving"):
        field = {"vraag": "asked", "antwoord": "received"}.get(attribute(element, "type"), "")
        found[field] = _first(element, "datum", "", "", value="isodatum")
    found = _checked(found)
    name = _aanhangsel(number, found.get("vergaderjaar", ""), chamber) or _kamerstuk(root, found)
    answered = any(True for _ in root.iter("{*}antwoord", "{*}kamervraagopmerking"))
    if not answered and found.get("zaken") and _ZAAK.fullmatch(number):
        name = f"kv-tk-{found['zaken']}"
    return {**found, **({"id": name} if name else {})}


def _aanhangsel(number: str, years: str, chamber: str) -> str:
    if not (re.fullmatch(r"\d{1,5}", number) and years):
        return ""
    return f"ah-{'ek' if 'eerste' in chamber.lower() else 'tk'}-{years.replace('-', '')}-{number}"


def _kamerstuk(root: Element, found: dict[str, str]) -> str:
    """The id of a kamerstuk; its dossier and title are added to `found`."""
    dossier = _first(root, "dossiernr", "", "").replace(" ", "")
    part = _first(root, "begrotingshoofdstuk", "", "")
    number = _first(root, "ondernummer", "", "")
    if not re.fullmatch(r"\d{4,6}(?:-[A-Z0-9]+)?", dossier):
        return ""
    found["dossier"] = f"{dossier}-{part}" if re.fullmatch("[A-Z0-9]+", part) else dossier
    for document in root.iter("{*}stuk"):
        title = next((text_of(child) for child in document if tag(child) == "titel"), "")
        if title and not found.get("title"):
            found["title"] = title
    valid = re.fullmatch(r"[A-Z]{1,3}|\d{1,5}(?:-?[hn]\d)?", number)
    return f"kst-{found['dossier']}-{number}" if valid else ""


def _first(root: Element, name: str, key: str, wanted: str, value: str = "") -> str:
    """The text (or the attribute `value`) of the first such element; "" where there is none."""
    for element in root.iter(f"{{*}}{name}"):
        if not key or attribute(element, key) == wanted:
            return attribute(element, value) if value else text_of(element)
    return ""


def _checked(found: dict[str, str]) -> dict[str, str]:
    years = _YEARS.search(found.get("vergaderjaar", ""))
    checked = {
        **found,
        "id": found.get("id", "") if _ID.fullmatch(found.get("id", "")) else "",
        "vergaderjaar": f"{years[1]}-{years[2]}" if years else "",
        "asked": iso_date(found.get("asked", "")),
        "received": iso_date(found.get("received", "")),
    }
    return {key: text for key, text in checked.items() if key and text}


def iso_date(text: str) -> str:
    """`text` as YYYY-MM-DD where it is a date in that form or as DD-MM-YYYY; else ""."""
    text = text.strip()
    parts: Iterable[str] = ()
    if found := _ISO.fullmatch(text):
        parts = found.groups()
    elif found := _DUTCH.fullmatch(text):
        parts = reversed(found.groups())
    try:
        return date(*map(int, parts)).isoformat() if parts else ""
    except ValueError:
        return ""
