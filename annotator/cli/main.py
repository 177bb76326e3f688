"""The command line: all commands, and what any of them does when something goes wrong."""

import json
import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from annotator import __version__
from annotator.cli.commands.adjudicate import adjudicate
from annotator.cli.commands.agree import agree
from annotator.cli.commands.backup import backup, restore
from annotator.cli.commands.check import check
from annotator.cli.commands.codebook import codebook
from annotator.cli.commands.compare import compare
from annotator.cli.commands.decisions import decisions
from annotator.cli.commands.disputes import disputes
from annotator.cli.commands.export import export
from annotator.cli.commands.formats import formats
from annotator.cli.commands.imports import import_
from annotator.cli.commands.new import new
from annotator.cli.commands.stats import stats
from annotator.cli.commands.summary import summary
from annotator.cli.exit_codes import DONE, STOPPED, UNUSABLE, USAGE, exit_code_of
from annotator.core.errors import AnnotatorError

_EPILOG = """
Without a command, `annotator` opens its window, and `annotator PROJECT` the project in it.

Exit codes: 0 done, 1 done with files refused or problems found, 2 wrong usage, 3 the project
cannot be used, 130 stopped.
"""


@click.group(
    name="annotator",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="annotator", message="%(prog)s %(version)s")
def annotator() -> None:
    """Annotates news articles, and adjudicates between annotators."""


_COMMANDS = (
    new,
    import_,
    export,
    formats,
    stats,
    agree,
    disputes,
    adjudicate,
    decisions,
    compare,
    summary,
    codebook,
    check,
    backup,
    restore,
)
for _command in _COMMANDS:
    annotator.add_command(_command)


def main(args: list[str] | None = None) -> int:
    """Runs a command and gives its exit code. Errors become sentences on standard error."""
    told = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Titles may hold what the terminal cannot show; in JSON such an escape is valid.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(told)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return DONE
    return code


def _run(args: list[str]) -> int:
    as_json = "--json" in args
    try:
        result: Any = annotator.main(args, prog_name="annotator", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return USAGE
    except click.UsageError as error:
        error.show()
        return _told(error.format_message(), USAGE, as_json=as_json)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _failed("stopped; nothing was changed", STOPPED, as_json=as_json)
    except click.ClickException as error:
        return _failed(error.format_message(), USAGE, as_json=as_json)
    except BrokenPipeError:
        raise
    except AnnotatorError as error:
        return _failed(str(error), exit_code_of(error), as_json=as_json)
    except OSError as error:
        return _failed(_words(error), UNUSABLE, as_json=as_json)
    except MemoryError:
        return _failed("there is not enough memory for this", UNUSABLE, as_json=as_json)
    # The last hook of this front door, as the window has one: no traceback for a person.
    except Exception as error:
        if os.environ.get("ANNOTATOR_TRACEBACK"):
            raise
        kind = type(error).__name__
        message = (
            f"a fault in the program: {kind}: {error}. Please report it, with what the same "
            "command prints when ANNOTATOR_TRACEBACK=1 is set"
        )
        return _failed(message, UNUSABLE, as_json=as_json)
    return result if isinstance(result, int) else DONE


def _failed(message: str, code: int, *, as_json: bool) -> int:
    click.echo(f"annotator: {message}", err=True)
    return _told(message, code, as_json=as_json)


def _told(message: str, code: int, *, as_json: bool) -> int:
    """The exit code; who asked for one JSON object gets one also where nothing was done."""
    if as_json:
        click.echo(json.dumps({"error": message, "exit_code": code}, ensure_ascii=False))
    return code


def _words(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _forget_stdout() -> None:
    """Nobody reads any more; else the interpreter would complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
