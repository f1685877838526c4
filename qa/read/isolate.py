"""Keeps hostile files out of this process: one reading process, with limits, used again.

Starting it costs a third of a second, so it stays for the next file. It is ended and started
anew after a file that takes longer than `MAX_SECONDS` or that brings it down.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import qa
from qa import errors
from qa.model import Format
from qa.read.content import Content
from qa.read.guard import MAX_CHARACTERS, MAX_SECONDS

_MAX_REPLY = 16 * MAX_CHARACTERS
"""Bytes of JSON; a character takes at most 12, and notes repeat some."""
_MAX_START = 180.0
"""Seconds for the process to start: half a one, and a hundred times that on a starved machine."""


def extract(kind: Format, data: bytes, name: str) -> Content:
    """The content of `data`, taken apart in the reading process.

    Raises:
        ReadError: The file cannot be turned into text; also where it takes too long, needs too
            much memory or brings the process down.
    """
    return _READER.extract(kind, data, name)


class _Reader:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def extract(self, kind: Format, data: bytes, name: str) -> Content:
        request = {"format": kind.value, "name": name, "size": len(data)}
        message = json.dumps(request).encode() + b"\n" + data
        with self._lock:
            used = self._process is not None
            self._started()  # its start is no file's time: a busy machine takes seconds for it
            until = time.monotonic() + MAX_SECONDS
            # Where a process breaks that read files before, what they left behind may be to
            # blame: once more, afresh, in what is left of the time.
            tries = 2 if used else 1
            for _ in range(tries):
                reply = self._ask(message, name, until - time.monotonic())
                if reply:
                    break
        return _understand(reply, name)

    def _ask(self, message: bytes, name: str, seconds: float) -> bytes:
        """The reply to `message`; empty where the process broke down over it."""
        reply, late = self._exchange(self._started(), message, seconds)
        if late:
            raise errors.LimitExceeded(
                f"Het lezen van {name!r} duurde langer dan {MAX_SECONDS:g} seconden en is "
                "afgebroken. Splits het bestand of bewaar het opnieuw als PDF of DOCX."
            )
        return reply

    def _exchange(
        self, process: subprocess.Popen[bytes], message: bytes, seconds: float
    ) -> tuple[bytes, bool]:
        """Send, and wait for one line: the line ("" where none came), and whether time ran out."""
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
            return reply, False
        self.close()
        return b"", late.is_set()

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

    def close(self) -> None:
        """End the process; the next file starts another."""
        process, self._process = self._process, None
        atexit.unregister(self.close)
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # what was still to be written has no reader any more
        process.wait()


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
