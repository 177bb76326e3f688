"""Settings: one schema; the file (TOML) holds only what differs from it."""

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.app.paths import settings_folder

Value = str | int | bool | float | list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, its default, what it says to a person, its bounds.

    `choices` are all the texts it may be, each with its title; none: any text. `step` is what one
    press of an arrow changes a number by.
    """

    name: str
    default: Value
    title: str
    note: str = ""
    least: float = 0
    most: float = math.inf
    choices: tuple[tuple[str, str], ...] = ()
    step: float = 1

    def fits(self, value: object) -> bool:
        """Whether the value may be the setting's: of the same kind, and within its bounds."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if isinstance(self.default, int | float):
            return isinstance(value, int | float) and self.least <= value <= self.most
        if isinstance(self.default, list):
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        if self.choices:
            return value in [choice for choice, _ in self.choices]
        return isinstance(value, str)


_THEMES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
_ARCS = (("selected", "Of the selected annotation"), ("all", "All"), ("none", "None"))
_MOTIONS = (("system", "As the system"), ("reduced", "Nothing moves"), ("full", "Full"))
SCHEMA = (
    Setting("annotator", "", "Annotator’s name", "Stands on every mark; empty: asked at first use"),
    Setting(
        "theme", "system", "Theme", "High contrast takes the system’s colours", choices=_THEMES
    ),
    Setting("motion", "system", "Motion", "Menus and tool tips that fade in", choices=_MOTIONS),
    Setting("reading_font", "", "Font of the article", "Empty: the usual serif"),
    Setting("reading_size", 13, "Size of the letters", "points", 6, 72),
    Setting("line_spacing", 1.5, "Line spacing", "times the font’s own", 0.8, 4, step=0.1),
    Setting("column_characters", 70, "Width of the column", "characters", 20, 300, step=2),
    Setting("margin", 24, "Least margin beside it", "pixels", 8, 400, step=8),
    Setting("paragraph_numbers", True, "Paragraph numbers", "In the margin, where there is room"),
    Setting("overview", True, "Overview bar", "Where the marks lie, beside the scroll bar"),
    Setting("fold_zones", False, "Fold what is not the article", "Menus, links and footers"),
    Setting("arcs", "selected", "Relations drawn", "As arcs in the article", choices=_ARCS),
    Setting("keys", [], "Keys that are not the usual ones", "As command=key; key"),
    Setting("recent_projects", [], "Projects opened last", "Paths, the newest first"),
    Setting("told_scripts", [], "Scripts not to be told about", "Whose letters have no font"),
    Setting("last_folder", "", "Folder that file dialogs begin in"),
)
_SETTINGS: Mapping[str, Setting] = {setting.name: setting for setting in SCHEMA}
_DEFAULTS: Mapping[str, Value] = {setting.name: setting.default for setting in SCHEMA}
_BARE_NAME = re.compile("[A-Za-z0-9_-]+")
_MOST_RECENT = 8


def setting(name: str) -> Setting:
    """The row of the schema. Raises KeyError."""
    return _SETTINGS[name]


class Settings:
    """The person's settings, read once and written at each change."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` defaults to settings.toml in the person's own folder; it need not exist."""
        self._path = path or settings_folder() / "settings.toml"
        self._values: dict[str, Value] = {}
        self._strange: dict[str, object] = {}
        self.problem = ""
        self._is_unread = False
        self._watchers: list[Callable[[str], object]] = []
        self._read()

    def watch(self, callback: Callable[[str], object]) -> None:
        """Calls back with the setting's name after each change, from now on."""
        self._watchers.append(callback)

    def value(self, name: str) -> Value:
        """A setting of any kind."""
        return self._values.get(name, _DEFAULTS[name])

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self._values.get(name, _DEFAULTS[name]))

    def is_on(self, name: str) -> bool:
        """A setting that is on or off."""
        return bool(self._values.get(name, _DEFAULTS[name]))

    def number(self, name: str) -> float:
        """A setting that is a number."""
        value = self._values.get(name, _DEFAULTS[name])
        assert isinstance(value, int | float)
        return value

    def names(self, name: str) -> tuple[str, ...]:
        """A setting that is a list of texts."""
        value = self._values.get(name, _DEFAULTS[name])
        assert isinstance(value, list)
        return tuple(value)

    def set(self, name: str, value: Value) -> None:
        """Changes a setting and writes the file. Raises KeyError for a name without a schema."""
        if not _SETTINGS[name].fits(value):
            raise ValueError(f"{name} cannot be {value!r}")
        if value == self._values.get(name, _DEFAULTS[name]):
            return
        if value == _DEFAULTS[name]:
            self._values.pop(name, None)
        else:
            self._values[name] = list(value) if isinstance(value, list) else value
        self._write()
        for callback in tuple(self._watchers):
            callback(name)

    def reset(self, names: Iterable[str]) -> None:
        """Takes the usual values again."""
        for name in names:
            self.set(name, _DEFAULTS[name])

    def remember_project(self, path: Path) -> None:
        """Puts a project first among those opened last."""
        recent = [str(path), *(p for p in self.names("recent_projects") if p != str(path))]
        self.set("recent_projects", recent[:_MOST_RECENT])

    def _read(self) -> None:
        try:
            found = tomllib.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.problem = f"{self._path} could not be read ({error}). The usual settings are used."
            self._is_unread = True
            return
        for name, value in found.items():
            setting = _SETTINGS.get(name)
            if setting is not None and setting.fits(value):
                self._values[name] = value
            else:
                self._strange[name] = value

    def _write(self) -> None:
        lines = ["# Settings of Annotator; only what differs from the usual stands here."]
        lines += [f"{name} = {_toml(value)}" for name, value in sorted(self._values.items())]
        lines += [_strange_line(n, v) for n, v in sorted(self._strange.items())]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._is_unread:
                # Somebody wrote it by hand and has slipped: that is not thrown away.
                self._path.replace(self._path.with_suffix(".unread"))
                self._is_unread = False
            fresh = self._path.with_suffix(".new")
            fresh.write_text("\n".join(lines) + "\n", "utf-8")
            fresh.replace(self._path)
        except OSError as error:
            self.problem = f"{self._path} could not be written ({error})."


def _strange_line(name: str, value: object) -> str:
    """A setting of a newer version as it stood; what cannot be written again as a remark."""
    is_plain = isinstance(value, str | int | float) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )
    if is_plain and name not in _SETTINGS and _BARE_NAME.fullmatch(name):
        return f"{name} = {_toml(value)}"  # type: ignore[arg-type]
    return f"# not understood: {name!r} = {value!r}"


def _toml(value: Value) -> str:
    import json

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    # A JSON string is a TOML string once DEL, which JSON leaves bare, is written as an escape.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
