"""Serves the web app in a process of its own, as a user's would be.

`python tests/served.py sample [PORT]` serves the sample over a list, `empty` serves nothing at
all, and any other word is the folder of a store.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


@contextmanager
def served(what, *, port=0, folder):
    """The address of a served app and the file that its output goes to."""
    output = folder / "served.log"
    environment = {**os.environ, "GRADIO_TEMP_DIR": str(folder / "uploads")}
    command = [sys.executable, str(TESTS / "served.py"), str(what), str(port)]
    with output.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT, env=environment
        )
    try:
        line = process.stdout.readline()
        if "http://" not in line:
            raise AssertionError(f"not served: {line!r} {output.read_text(encoding='utf-8')}")
        yield line.split()[1].rstrip("/")
    finally:
        process.terminate()
        rest, _ = process.communicate(timeout=30)
        with output.open("a", encoding="utf-8") as log:
            log.write(rest)


def main(what, port):
    sys.path.insert(0, str(ROOT))
    from qa.ui.server import serve
    from tests.fakes import ListRetriever, sample_retriever

    if what == "sample":
        retriever = sample_retriever(ROOT / "qa" / "sample")
    elif what == "empty":
        retriever = ListRetriever([])
    else:
        from index.search import Searcher

        retriever = Searcher.open(Path(what))
    serve(retriever, port=port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
