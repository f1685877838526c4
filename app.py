"""Composition root of the web app: a store, a searcher, a server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from index.search import Searcher
from qa.errors import KamervragenError
from qa.ui.server import serve

STORE = "store"


def main() -> int:
    """Serves the store that `KAMERVRAGEN_STORE` names, until interrupted.

    A store that cannot be used ends it with a message that says what to do, and exit code 1.
    """
    store = Path(os.environ.get("KAMERVRAGEN_STORE", STORE))
    port = int(os.environ.get("KAMERVRAGEN_PORT", "7860"))
    try:
        serve(Searcher.open(store), port=port)
    except KamervragenError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
