"""The limits on a file, and the only place that opens one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from qa.errors import EmptyText, LimitExceeded, ReadError, UnsupportedFormat

MAX_BYTES = 50_000_000
"""The largest file that is read at all. Real answers stay under 2 MB."""
MAX_CHARACTERS = 2_000_000
"""The longest text. A list of a thousand questions with answers holds about 1 000 000."""
MAX_LINE = 1_000_000
"""The longest line. Texts without line breaks exist: a whole document is then one line."""
MAX_SECONDS = 5.0
"""The time that the reading process may compute on one file."""
MAX_MEMORY = 1 << 30
"""The address space of the reading process, in bytes."""

_READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO that was swapped in must not hang us
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def load(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`.

    Raises:
        ReadError: The file is missing, is a folder, or may not be read.
        UnsupportedFormat: It is a device, a FIFO or a socket.
        LimitExceeded: It is larger than `MAX_BYTES`.
        EmptyText: It holds no byte.
    """
    name = str(path)
    try:
        _check(path.stat(), name)
        descriptor = os.open(path, _READ_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            _check(os.fstat(file.fileno()), name)
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(
            f"Het bestand {name!r} bestaat niet. Controleer de map en de naam."
        ) from error
    except PermissionError as error:
        raise ReadError(
            f"Het bestand {name!r} mag niet gelezen worden. Vraag leesrechten voor dit bestand."
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise ReadError(
            f"Het bestand {name!r} kan niet geopend worden ({error}). "
            "Verwacht werd een gewoon bestand; controleer de schijf en eventuele koppelingen."
        ) from error
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    if not data:
        raise EmptyText(f"Het bestand {name!r} is leeg (0 bytes). Haal het document opnieuw op.")
    return data


def check_length(length: int, name: str) -> None:
    """Refuse a text of more than `MAX_CHARACTERS` characters.

    Raises:
        LimitExceeded: It is longer.
    """
    if length > MAX_CHARACTERS:
        raise LimitExceeded(
            f"Het bestand {name!r} bevat meer dan {MAX_CHARACTERS} tekens tekst; een document is "
            "korter. Splits het in losse documenten."
        )


def check_text(text: str, name: str) -> None:
    """Refuse a text that holds nothing, or a line that is too long to be one.

    Raises:
        EmptyText: It holds no letter.
        LimitExceeded: A line exceeds `MAX_LINE`.
    """
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise LimitExceeded(
            f"Het bestand {name!r} heeft een regel van {longest} tekens; verwacht werden er "
            f"hoogstens {MAX_LINE}. Controleer of dit wel een document is."
        )
    if not any(map(str.isalpha, text)):
        raise EmptyText(
            f"Het bestand {name!r} bevat geen letters. Verwacht werd een document met tekst; "
            "haal het opnieuw op."
        )


def _check(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(
            f"{name!r} is een map. Verwacht werd een bestand; noem de bestanden in de map."
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnsupportedFormat(
            f"{name!r} is geen gewoon bestand maar een apparaat, pijp of socket. Kies een bestand."
        )
    if status.st_size > MAX_BYTES:
        raise _too_large(name, status.st_size)


def _too_large(name: str, size: int) -> LimitExceeded:
    return LimitExceeded(
        f"Het bestand {name!r} is {size // 1_000_000} MB groot; verwacht werd hoogstens "
        f"{MAX_BYTES // 1_000_000} MB. Splits het of verwijder de afbeeldingen."
    )
