"""What a screen reader gets of a running Annotator, over AT-SPI, from a process of its own.

Run with a Python that has `gi` and the Atspi typelib (Debian: python3-gi, gir1.2-atspi-2.0), inside
a session bus, with the window on $DISPLAY. Presses keys with xdotool and prints one JSON object.
"""

import json
import subprocess
import sys
import time

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

HEARD = ("object:announcement", "object:text-caret-moved", "object:text-selection-changed")


def main(words: str) -> int:
    """Reads the article, walks to `words`, marks them, walks out and in again."""
    said: list[tuple[str, str]] = []
    listener = Atspi.EventListener.new(
        lambda event: said.append((event.type.split(":")[1], str(event.any_data)))
    )
    for kind in HEARD:
        listener.register(kind)
    text = _wait_for(lambda: _find(Atspi.get_desktop(0), "Article text"))
    seen: dict[str, object] = {"role": text.get_role_name()}
    whole = _wait_for(lambda: _text_with(text, words))
    seen["text"] = whole
    window = _wait_for(lambda: _run("xdotool", "search", "--onlyvisible", "--name", "Annotator"))
    _run("xdotool", "windowfocus", "--sync", window.split()[0])
    _pump(0.5)
    place = whole.index(words)
    _press("ctrl+Home", *["Right"] * place)
    seen["caret"] = Atspi.Text.get_caret_offset(text)
    _press(*["shift+ctrl+Right"] * len(words.split()))
    chosen = Atspi.Text.get_selection(text, 0)
    seen["selection"] = [chosen.start_offset, chosen.end_offset]
    said.clear()
    _press("a")
    _pump(0.5)
    seen["after marking"] = [what for kind, what in said if kind == "announcement"]
    said.clear()
    _press("Escape", "ctrl+Home", *["Right"] * (place + 1))
    _pump(0.5)
    seen["on entering"] = [what for kind, what in said if kind == "announcement"]
    seen["caret moves heard"] = sum(kind == "text-caret-moved" for kind, _ in said)
    box = Atspi.Text.get_character_extents(text, place, Atspi.CoordType.WINDOW)
    seen["box"] = [box.x, box.y, box.width, box.height]
    seen["unnamed"] = _unnamed(_application(text))
    print(json.dumps(seen, ensure_ascii=False))
    return 0


def _text_with(text, words: str) -> str | None:  # type: ignore[no-untyped-def]
    """The whole text, once the article is there."""
    whole: str = Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
    return whole if words in whole else None


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def _press(*keys: str) -> None:
    for key in keys:
        _run("xdotool", "key", key)
        _pump(0.06)


def _pump(seconds: float) -> None:
    loop = GLib.MainLoop()
    GLib.timeout_add(int(seconds * 1000), loop.quit)
    loop.run()


def _wait_for(get):  # type: ignore[no-untyped-def]
    for _ in range(100):
        found = get()
        if found:
            return found
        _pump(0.2)
    sys.exit("gave up waiting")


def _walk(node, depth=0):  # type: ignore[no-untyped-def]
    """A node and all below it; what vanishes meanwhile is left out."""
    yield node
    if depth > 16:
        return
    try:
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            yield from _walk(child, depth + 1)


def _find(root, name: str):  # type: ignore[no-untyped-def]
    for node in _walk(root):
        try:
            if node.get_name() == name:
                return node
        except GLib.Error:
            continue
    return None


def _application(node):  # type: ignore[no-untyped-def]
    return node.get_application()


def _unnamed(root) -> list[str]:  # type: ignore[no-untyped-def]
    """The roles of what can have the focus, is shown, and has no name."""
    found = []
    for node in _walk(root):
        try:
            states = node.get_state_set()
            is_reached = states.contains(Atspi.StateType.FOCUSABLE)
            is_shown = states.contains(Atspi.StateType.SHOWING)
            if is_reached and is_shown and not node.get_name():
                found.append(f"{node.get_role_name()} in {node.get_parent().get_name()!r}")
        except GLib.Error:
            continue
    return found


if __name__ == "__main__":
    began = time.monotonic()
    code = main(sys.argv[1])
    print(f"{time.monotonic() - began:.1f} s", file=sys.stderr)
    sys.exit(code)
