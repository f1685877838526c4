"""The reading process: takes files on standard input, answers with JSON on standard output.

It says "{}" when it is ready. A request is one line of JSON (`format`, `name`, `size`,
`seconds` that it may compute) and `size` bytes; the reply is one
line of JSON: the fields of a `Content`, or `error` (the name of an error class) and
`message`. It ends when its input ends, so it never outlives the program that started it.
"""

from __future__ import annotations

import json
import math
import os
import sys
from importlib import import_module
from typing import Any, BinaryIO

from qa.errors import DamagedFile, LimitExceeded, ReadError
from qa.model import Format
from qa.read.content import Content
from qa.read.guard import MAX_MEMORY

_READERS = (Format.PDF, Format.DOCX, Format.HTML, Format.XML)


def main() -> None:
    """Answer requests until the input ends."""
    # Only this copy of standard output carries replies: what a library prints goes nowhere.
    replies = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    for kind in _READERS:
        import_module(f"qa.read.{kind.value}")  # now, not in the first file's time
    _limit()
    replies.write(b"{}\n")  # ready
    replies.flush()
    requests = sys.stdin.buffer
    while line := requests.readline():
        request = json.loads(line)
        data = _exactly(requests, request["size"])
        _limit_time(request["seconds"])
        reply = _reply(Format(request["format"]), data, request["name"])
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.flush()


def extract(kind: Format, data: bytes, name: str) -> Content:
    """The content of `data` by the reader of its format, with no limit on time or memory.

    Raises:
        ReadError: The file cannot be turned into text.
    """
    content = import_module(f"qa.read.{kind.value}").read(data, name)
    assert isinstance(content, Content)
    return content


def _reply(kind: Format, data: bytes, name: str) -> dict[str, Any]:
    try:
        return extract(kind, data, name).to_json()
    except ReadError as error:
        refused = error
    except (MemoryError, RecursionError):
        refused = LimitExceeded(
            f"Het bestand {name!r} vraagt meer dan {MAX_MEMORY >> 20} MB geheugen of is te diep "
            "genest. Splits het of verwijder de afbeeldingen."
        )
    except Exception as error:  # a file must never end the batch: whatever it was, it is named
        refused = DamagedFile(
            f"Het bestand {name!r} is beschadigd ({type(error).__name__}). Verwacht werd een "
            f"geldig {kind.value.upper()}-bestand; haal het opnieuw op."
        )
    return {"error": type(refused).__name__, "message": str(refused)}


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Let the system end this process after so many more seconds of computing, rounded up."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = math.ceil(used.ru_utime + used.ru_stime + seconds)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        sys.exit(0)  # the other side is gone
    return data


if __name__ == "__main__":
    main()
