"""Nothing or a project file opens the window; anything else goes to the command line."""

import os
import sys


def main() -> int:
    """The exit code of the window, of a command or, without a display, of the tour."""
    from annotator import bootstrap

    arguments = sys.argv[1:]
    is_window = _is_for_window(arguments)
    bootstrap.prepare("annotator", window=is_window)
    if not is_window:
        return _command_line()
    is_hidden_on_purpose = bool(arguments and os.environ.get("QT_QPA_PLATFORM"))
    if bootstrap.has_screen() or is_hidden_on_purpose:
        return _window(arguments[0] if arguments else None)
    if arguments:
        print(f"annotator: there is no display to show {arguments[0]} on; {_HINT}", file=sys.stderr)
        return 3
    print(f"annotator: there is no display, so this is a tour in text; {_HINT}", file=sys.stderr)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from annotator.app import tour

    return tour.main()


_HINT = (
    "for the window start it in a desktop session, through `ssh -X`, or with `xvfb-run`, "
    "and for the commands see `--help`"
)


def _is_for_window(arguments: "list[str]") -> bool:
    """A bare word is a command, even where a file has its name; `./stats` is that file."""
    if len(arguments) != 1:
        return not arguments
    (name,) = arguments
    return name.endswith(".anno") or (not name.isidentifier() and os.path.isfile(name))


def _command_line() -> int:
    from annotator.cli.main import main as command_line

    # click ends the process itself.
    return command_line() or 0


def _window(project: "str | None") -> int:
    try:
        from annotator.gui.application import run
    except ImportError as error:
        if ".so" not in str(error):
            raise
        from annotator import debian

        packages = debian.OFFSCREEN + debian.XCB
        command = debian.administrators_command(packages)
        sys.exit(f"annotator: Qt misses a library ({error}); an administrator must run: {command}")
    return run(project)


if __name__ == "__main__":
    sys.exit(main())
