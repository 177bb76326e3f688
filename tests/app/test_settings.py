"""Settings: what differs is written, what is wrong is left out, nothing of the person's is lost."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.app.settings import SCHEMA, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def test_without_a_file_everything_is_as_usual(path: Path) -> None:
    fresh = Settings(path)
    assert fresh.text("theme") == "system"
    assert fresh.number("reading_size") == 13
    assert fresh.names("recent_projects") == ()
    assert fresh.problem == ""
    assert not path.exists()


def test_only_what_differs_is_written(path: Path) -> None:
    fresh = Settings(path)
    fresh.set("theme", "dark")
    fresh.set("reading_size", 15)
    fresh.set("reading_size", 13)
    assert tomllib.loads(path.read_text("utf-8")) == {"theme": "dark"}


def test_setting_the_usual_value_writes_nothing(path: Path) -> None:
    Settings(path).set("theme", "system")
    assert not path.exists()


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=4),
)
def test_any_text_comes_back_as_it_was(path: Path, name: str, folders: list[str]) -> None:
    fresh = Settings(path)
    fresh.set("annotator", name)
    fresh.set("recent_projects", folders)
    again = Settings(path)
    assert again.problem == ""
    assert again.text("annotator") == name
    assert again.names("recent_projects") == tuple(folders)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", 3),
        ("reading_size", "13"),
        ("reading_size", True),
        ("reading_size", 0),
        ("reading_size", 100_000),
        ("line_spacing", float("nan")),
        ("line_spacing", float("inf")),
        ("recent_projects", "one.anno"),
        ("recent_projects", [1, 2]),
    ],
)
def test_a_value_that_cannot_be_is_refused(path: Path, name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(path).set(name, value)  # type: ignore[arg-type]


def test_a_name_without_a_schema_is_a_bug(path: Path) -> None:
    with pytest.raises(KeyError):
        Settings(path).set("colour", "red")


@pytest.mark.parametrize(
    "line", ["reading_size = true", "theme = 3", "line_spacing = nan", "recent_projects = [1]"]
)
def test_a_wrong_value_in_the_file_is_left_out_and_the_rest_is_used(path: Path, line: str) -> None:
    path.parent.mkdir()
    path.write_text(f'{line}\nannotator = "ana"\n', "utf-8")
    read = Settings(path)
    assert read.text("annotator") == "ana"
    assert (read.number("reading_size"), read.text("theme")) == (13, "system")
    assert (read.number("line_spacing"), read.names("recent_projects")) == (1.5, ())


def test_settings_of_a_newer_version_stay_in_the_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('spelling = "en"\nwords = ["a", "b"]\ndepth = 3\n[table]\nx = 1\n', "utf-8")
    for theme in ("dark", "light", "dark"):
        Settings(path).set("theme", theme)
    found = tomllib.loads(path.read_text("utf-8"))
    assert found == {"theme": "dark", "spelling": "en", "words": ["a", "b"], "depth": 3}


def test_a_file_with_a_slip_is_kept_beside_the_new_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = "dark\n', "utf-8")
    read = Settings(path)
    assert "could not be read" in read.problem
    read.set("theme", "light")
    assert path.with_suffix(".unread").read_text("utf-8") == 'theme = "dark\n'
    assert Settings(path).text("theme") == "light"


def test_a_folder_that_cannot_be_written_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file, not a folder")
    kept = Settings(tmp_path / "folder" / "settings.toml")
    kept.set("theme", "dark")
    assert kept.text("theme") == "dark"
    assert "could not be" in kept.problem


def test_the_newest_project_comes_first_and_eight_are_kept(path: Path) -> None:
    fresh = Settings(path)
    for number in (*range(10), 5):
        fresh.remember_project(Path(f"/p/{number}.anno"))
    recent = Settings(path).names("recent_projects")
    assert recent[:3] == ("/p/5.anno", "/p/9.anno", "/p/8.anno")
    assert len(recent) == 8


def test_every_setting_has_a_title_and_a_default_that_fits() -> None:
    for setting in SCHEMA:
        assert setting.title
        assert setting.fits(setting.default)
