"""How the reviewer of the stories decides: each kind of group by the keys that are made for it."""

from PySide6.QtCore import Qt

from annotator.adjudicate.groups import Kind, Subject
from tests.stories.driving import ControlModifier
from tests.stories.reviewing import Reviewing

Key = Qt.Key
AltModifier = Qt.KeyboardModifier.AltModifier


def decide_by_keys(driver: Reviewing) -> str:
    """Decides the group that is looked at; the keys that were pressed."""
    desk = driver.desk
    if desk.group not in desk.open_groups:
        # After something was done again its group is looked at.
        driver.keys(driver.view, Key.Key_Tab)
    group = desk.group
    assert group is not None
    for keys in (*_wanted(driver), "1", "0"):
        _press(driver, keys)
        if group.id in desk.decisions:
            return keys
    raise AssertionError(f"nothing decides {group}")


def _wanted(driver: Reviewing) -> tuple[str, ...]:
    """The keys for a group, the likeliest first; some can be refused."""
    group, done = driver.desk.group, len(driver.desk.decisions)
    assert group is not None
    if group.subject is not Subject.SPAN:
        return ("m",)
    match group.kind:
        case Kind.STACKED:
            return ("b",)
        case Kind.BOUNDARY_CONFLICT:
            return ("e>r",) if done % 2 else ("e]r",)
        case Kind.ONE_SIDED:
            return ("0", "m") if done % 2 else ("m", "1")
        case Kind.LABEL_CONFLICT:
            return (str(done % 3 + 1),)
        case _:
            return ("m", "2")


def _press(driver: Reviewing, keys: str) -> None:
    """Letters; `>` a character more, `]` a word more, `r` Return, `-` a character less."""
    view = driver.view
    for key in keys:
        match key:
            case ">":
                driver.keys(view, Key.Key_Right, AltModifier)
            case "]":
                driver.keys(view, Key.Key_Right, ControlModifier | AltModifier)
            case "r":
                driver.keys(view, Key.Key_Return)
            case _:
                driver.press(key)
