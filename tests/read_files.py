"""Builds small files by hand: the shapes that no text file can hold."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures" / "read"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PrintedLine = tuple[float, float, float, str]
"""x, y, size, text."""


def pdf(pages: Iterable[Iterable[PrintedLine]], *, trailer: str = "") -> bytes:
    """A PDF that prints the given pieces of text with Helvetica, in the given order."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for page in pages:
        drawn = " ".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escape(text)}) Tj ET"
            for x, y, size, text in page
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assemble(objects, trailer)


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assemble(objects: list[str], trailer: str) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def locked_pdf() -> bytes:
    """A PDF whose owner and user keys fit no empty password."""
    key = "<" + "5a" * 32 + ">"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    return pdf([[(50, 700, 10, "geheim")]], trailer=f"{encrypt} /ID [<00> <00>]")


def scanned_pdf() -> bytes:
    """A PDF of two pages that draw no text."""
    return pdf([[], []])


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A DOCX with the given inside of `w:body` and parts by their kind ("footnotes")."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_KIND}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/{kind}.xml": text for kind, text in parts.items()},
    }
    return archive(files)


def _relations(inside: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{inside}</Relationships>'


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of the given runs; plain text is put in a run."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
