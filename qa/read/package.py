"""A DOCX file as a package of parts: opened within limits, one part at a time."""

from __future__ import annotations

import zipfile
from posixpath import join, normpath

from qa.errors import DamagedFile, LimitExceeded, ProtectedFile
from qa.read.markup import Element, attribute, children, parse_xml

_MAX_PART = 40_000_000
_MAX_RATIO = 300
"""XML packs to a twentieth; what packs to less than this part is a bomb."""
_MAX_PARTS = 5_000


class Package:
    """The parts of a DOCX file and how they refer to each other.

    Raises:
        LimitExceeded: It has too many parts, or a part unpacks to too much.
        ProtectedFile: A part is locked by a password.
        DamagedFile: A part is not well-formed.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._infos = {info.filename: info for info in archive.infolist()}
        if len(self._infos) > _MAX_PARTS:
            raise LimitExceeded(
                f"Het Word-bestand {name!r} bestaat uit {len(self._infos)} delen; verwacht werden "
                f"er hoogstens {_MAX_PARTS}. Haal het opnieuw op van de officiële bron."
            )

        self._main = self._related("").get("officeDocument", "word/document.xml")

    def main(self) -> Element:
        """The part that holds the body.

        Raises:
            DamagedFile: There is none.
        """
        root = self._part(self._main)
        if root is None:
            raise DamagedFile(
                f"Het Word-bestand {self._name!r} mist zijn hoofddeel {self._main!r}. Haal het "
                "opnieuw op."
            )
        return root

    def part(self, kind: str) -> Element | None:
        """The part of that kind ("footnotes", "styles") that the body refers to, if any."""
        return self._part(self._related(self._main).get(kind, ""))

    def _related(self, part: str) -> dict[str, str]:
        """The parts that `part` refers to, by the last word of their kind."""
        folder, _, file = part.rpartition("/")
        root = self._part(join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for relation in () if root is None else children(root):
            target = attribute(relation, "Target")
            place = target.lstrip("/") if target.startswith("/") else join(folder, target)
            found.setdefault(attribute(relation, "Type").rpartition("/")[2], normpath(place))
        return found

    def _part(self, path: str) -> Element | None:
        info = self._infos.get(path)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ProtectedFile(
                f"Het Word-bestand {self._name!r} is beveiligd met een wachtwoord. Verwacht werd "
                "een open bestand; bewaar het zonder wachtwoord."
            )
        packed = max(info.compress_size, 1)
        if info.file_size > _MAX_PART or info.file_size > 1_000_000 + _MAX_RATIO * packed:
            raise LimitExceeded(
                f"Deel {path!r} van {self._name!r} pakt uit tot {info.file_size // 1_000_000} MB; "
                f"verwacht werd hoogstens {_MAX_PART // 1_000_000} MB. Is dit wel een document?"
            )
        with self._archive.open(info) as file:  # reads no more than the size it was checked by
            return parse_xml(file.read(_MAX_PART), self._name)
