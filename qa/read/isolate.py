"""Keeps hostile files out of this process: one reading process, with limits, used again.

Starting it costs a third of a second, so it stays for the next file. It is ended and started
anew after a file that computes longer than `MAX_SECONDS`, that gives no answer within `MAX_WAIT`
or that brings it down.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from enum import Enum, auto
from pathlib import Path

import qa
from qa import errors
from qa.model import Format
from qa.read.content import Content
from qa.read.guard import MAX_CHARACTERS, MAX_SECONDS

_MAX_REPLY = 16 * MAX_CHARACTERS
"""Bytes of JSON; a character takes at most 12, and notes repeat some."""
MAX_WAIT = MAX_SECONDS if sys.platform == "win32" else 180.0
"""Seconds by the clock, for a reader that neither computes nor answers. The process counts its own
time and ends after `MAX_SECONDS` of it, on a free machine as much by the clock. A machine with too
much to do may give it a fortieth of a core, which is no reason to refuse a document. Windows counts
no time for a process: there the clock is the only limit."""
_MAX_AGAIN = 0.5
"""The share of `MAX_SECONDS` for a second attempt, so that both stay below ten seconds."""
_MAX_START = 180.0
"""Seconds for the process to start: half a one, and a hundred times that on a starved machine."""


def extract(kind: Format, data: bytes, name: str) -> Content:
    """The content of `data`, taken apart in the reading process.

    Raises:
        ReadError: The file cannot be turned into text; also where it takes too long, needs too
            much memory or brings the process down.
    """
    return _READER.extract(kind, data, name)


class _Ended(Enum):
    """Why a reply came, or did not."""

    ANSWERED = auto()
    BROKE_DOWN = auto()
    COMPUTED_TOO_LONG = auto()
    SILENT_TOO_LONG = auto()


class _Reader:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def extract(self, kind: Format, data: bytes, name: str) -> Content:
        with self._lock:
            used = self._process is not None
            self._started()
            reply = self._ask(kind, data, name, MAX_SECONDS)
            if not reply and used:
                # What earlier files left behind may be to blame: once more, afresh.
                reply = self._ask(kind, data, name, _MAX_AGAIN * MAX_SECONDS)
        return _understand(reply, name)

    def _ask(self, kind: Format, data: bytes, name: str, seconds: float) -> bytes:
        """The reply about a file; empty where the process broke down over it."""
        request = {"format": kind.value, "name": name, "size": len(data), "seconds": seconds}
        message = json.dumps(request).encode() + b"\n" + data
        reply, ended = self._exchange(self._started(), message, MAX_WAIT)
        if ended is _Ended.COMPUTED_TOO_LONG:
            raise errors.LimitExceeded(
                f"Het lezen van {name!r} kostte meer dan {seconds:g} seconden rekentijd en is "
                "afgebroken. Splits het bestand of bewaar het opnieuw als PDF of DOCX."
            )
        if ended is _Ended.SILENT_TOO_LONG:
            raise errors.LimitExceeded(
                f"Het lezen van {name!r} was na {MAX_WAIT:g} seconden wachten niet klaar en is "
                "afgebroken. Probeer het opnieuw als de computer minder te doen heeft; blijft het "
                "zo, splits dan het bestand."
            )
        return reply

    def _exchange(
        self, process: subprocess.Popen[bytes], message: bytes, seconds: float
    ) -> tuple[bytes, _Ended]:
        """Send, and wait for one line: the line ("" where none came), and why it ended."""
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        reply = b""
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(message)
            process.stdin.flush()
            reply = process.stdout.readline(_MAX_REPLY)
        except OSError:
            pass  # it ended while we wrote: no reply, as below
        except BaseException:  # interrupted: its reply must not meet the next question
            self.close()
            raise
        finally:
            timer.cancel()
        if reply.endswith(b"\n") and not late.is_set():
            return reply, _Ended.ANSWERED
        if self.close() == -getattr(signal, "SIGXCPU", 0):
            return b"", _Ended.COMPUTED_TOO_LONG
        return b"", _Ended.SILENT_TOO_LONG if late.is_set() else _Ended.BROKE_DOWN

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid():  # a fork shares no process
            return self._process
        places = [str(Path(qa.__file__).parent.parent), *filter(None, sys.path)]
        self._process = process = subprocess.Popen(
            [sys.executable, "-P", "-m", "qa.read.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        )
        self._owner = os.getpid()
        atexit.register(self.close)
        ready, _ = self._exchange(process, b"", _MAX_START)
        if not ready:
            raise errors.ReadError(
                f"Het leesproces ({sys.executable} -m qa.read.worker) kan niet starten. Verwacht "
                "werd een volledige installatie; installeer opnieuw met `make install`."
            )
        return process

    def close(self) -> int:
        """End the process; the next file starts another. Returns how it ended (0: not ours)."""
        process, self._process = self._process, None
        atexit.unregister(self.close)
        if process is None or self._owner != os.getpid():
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # what was still to be written has no reader any more
        return process.wait()


_READER = _Reader()


def _understand(reply: bytes, name: str) -> Content:
    try:
        values = json.loads(reply)
        if "error" not in values:
            return Content.from_json(values)
        kind = getattr(errors, values["error"], None)
        message = str(values["message"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _refuse(name) from None
    if not (isinstance(kind, type) and issubclass(kind, errors.ReadError)):
        raise _refuse(name)
    raise kind(message)


def _refuse(name: str) -> errors.DamagedFile:
    return errors.DamagedFile(
        f"Het bestand {name!r} bracht het leesproces ten val: het is beschadigd of kwaadaardig. "
        "Haal het opnieuw op van de officiële bron."
    )
