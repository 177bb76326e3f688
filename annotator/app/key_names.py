"""Key sequences in the portable form ("Ctrl+Shift+J"), read and checked without a keyboard."""

# In the order in which the portable form names them.
MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_NAMES = (
    *("Space", "Tab", "Backspace", "Return", "Enter", "Ins", "Del", "Esc", "Pause", "Print"),
    *("Home", "End", "Left", "Up", "Right", "Down", "PgUp", "PgDown", "Menu", "Help"),
    *(f"F{number}" for number in range(1, 36)),
)
_LONG_NAMES = {"escape": "Esc", "delete": "Del", "insert": "Ins", "backtab": "Shift+Tab"}
_BY_NAME = {name.casefold(): name for name in _NAMES}

# What the article's caret does by itself. No command may take these away from it.
_CARET_NAMES = ("Left", "Right", "Up", "Down", "Home", "End")
CARET_KEYS = frozenset(
    (
        *(f"{held}{name}" for held in ("", "Ctrl+") for name in (*_CARET_NAMES,)),
        *(f"{held}Shift+{name}" for held in ("", "Ctrl+") for name in (*_CARET_NAMES,)),
        *(f"{held}{name}" for held in ("", "Shift+") for name in ("PgUp", "PgDown")),
        *("Alt+Up", "Alt+Down", "Alt+Shift+Up", "Alt+Shift+Down"),
    )
)
# Keys that text fields and lists need for themselves wherever they have the focus.
_OF_FIELDS = frozenset(("Ctrl+C", "Ctrl+A", "Ctrl+V", "Ctrl+X"))


def canonical(key: str) -> str | None:
    """A key sequence in the one form that can be compared; None where it is not one press.

    Letters are capitals, modifiers stand in the order that Qt writes, "Escape" is "Esc".
    """
    rest, held = key.strip(), set()
    while True:
        name, plus, after = rest.partition("+")
        modifier = next((m for m in MODIFIERS if m.casefold() == name.casefold()), None)
        if not (plus and modifier and after):
            break
        held.add(modifier)
        rest = after
    folded = rest.casefold()
    found = _BY_NAME.get(folded) or _LONG_NAMES.get(folded) or _character(rest)
    if found is None:
        return None
    if found.startswith("Shift+"):
        held.add("Shift")
    found = found.removeprefix("Shift+") or found
    return "+".join([*(m for m in MODIFIERS if m in held), found])


def needs_text(key: str) -> bool:
    """Whether a key must work in the article only, as fields and lists need it for themselves.

    So do keys without Ctrl or Alt that are no function keys, and those that move a caret.
    Escape is none of them: it comes back to the text from everywhere.
    """
    form = canonical(key) or key
    last = form.rsplit("+", 1)[-1]
    is_function = last[:1] == "F" and last[1:].isdigit()
    is_bare = not is_function and not any(m in form for m in ("Ctrl+", "Alt+", "Meta+"))
    moves = last in ("Left", "Right")
    return form != "Esc" and (is_bare or moves or form in _OF_FIELDS)


def _character(text: str) -> str | None:
    """One character that is seen, as keys are named: in capitals where that is one letter."""
    if len(text) != 1 or text.isspace() or not text.isprintable():
        return None
    return text.upper() if len(text.upper()) == 1 else text
