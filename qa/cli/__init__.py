"""The command line: thin wrappers over the library, and the place where parts are wired.

Exit codes: 0 done, 1 a named error, 2 wrong usage. Results go to stdout, progress and messages
to stderr, and `--json` prints one JSON object a line.
"""

from __future__ import annotations

import sys

import typer

from qa.cli import check, index, parse, search, serve, status, verify
from qa.cli.output import complain
from qa.errors import KamervragenError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kamervragen",
    help="Vindt het officiële antwoord op een Kamervraag terug: letterlijk, met bron en nummer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("parse")(parse.command)
app.command("index")(index.command)
app.command("search")(search.command)
app.command("check")(check.command)
app.command("verify")(verify.command)
app.command("status")(status.command)
app.command("serve")(serve.command)


def main() -> None:
    """Run the command line; named errors become one line on stderr and exit code 1."""
    try:
        app()
    except KamervragenError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: nothing is left to say, to anyone.
        sys.stderr.close()
        sys.exit(1)
