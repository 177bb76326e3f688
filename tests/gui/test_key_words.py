"""Words that name a key name the one that works now, and none where the command has none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.keymap import Keymap
from annotator.core.codebook import Codebook, Label
from annotator.core.ids import LabelId
from tests.stories.driving import Driver

OTHER = (
    "file.new=Ctrl+T",
    "go.next_annotation=N",
    "go.let_go=F12",
    "edit.find_next=F4",
    "annotate.relation=G",
    "annotate.unsure=",
)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        yield started


@pytest.fixture
def sample(driver: Driver, tmp_path: Path) -> Driver:
    driver.open_sample(tmp_path / "sample.anno")
    driver.open_article("sample-1")
    return driver


def give(driver: Driver, *lines: str) -> None:
    """Other keys, as the settings give them."""
    driver.program.settings.set("keys", list(lines))
    driver.program.bench.soon(at_once=True)


def tip(panel: QWidget, name: str) -> str:
    found = (b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == name)
    return next(found).toolTip()


def texts(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_the_welcome_page_names_the_keys_that_work(driver: Driver) -> None:
    assert tip(driver.window.welcome, "New project") == "Make an empty project file (Ctrl+N)"
    give(driver, *OTHER)
    assert tip(driver.window.welcome, "New project") == "Make an empty project file (Ctrl+T)"
    give(driver, "file.new=")
    assert tip(driver.window.welcome, "New project") == "Make an empty project file"


def test_hints_and_tool_tips_name_the_keys_that_work(sample: Driver) -> None:
    window = sample.window
    assert "press Tab to go" in texts(window.inspector)
    give(sample, *OTHER)
    assert "press N to go" in texts(window.inspector)
    assert tip(window.page.find_bar, "Next hit") == "Next hit (F4)"
    assert tip(window.page.find_bar, "Previous hit") == "Previous hit (Shift+F3)"
    assert tip(window.inspector, "Unsure") == "Mark this annotation as one to come back to"
    assert tip(window.inspector, "Add a relation").endswith("(G)")
    give(sample, "go.next_annotation=")
    assert "Nothing is selected. Click a mark." in texts(window.inspector).splitlines()


def test_the_band_names_the_key_that_leaves(sample: Driver) -> None:
    give(sample, *OTHER)
    sample.keys(sample.view, Qt.Key.Key_N)
    sample.keys(sample.view, Qt.Key.Key_G)
    sample.program.bench.soon(at_once=True)
    band = sample.window.band
    assert band.accessibleName().endswith("then press G again.")
    assert any(w.accessibleName() == "Key F12" for w in band.findChildren(QWidget))
    give(sample, "annotate.relation=")
    assert band.accessibleName().endswith("then use Relation again.")
    assert any(w.accessibleName() == "Key Esc" for w in band.findChildren(QWidget))


def test_a_refusal_names_the_key_that_works(sample: Driver) -> None:
    bench, notices = sample.program.bench, sample.window.notices
    sample.keys(sample.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    give(sample, *OTHER)
    bench.actions.trigger("view.card")
    assert "N goes to the next annotation." in texts(notices)
    give(sample, "go.next_annotation=")
    bench.actions.trigger("view.card")
    assert texts(notices).strip().endswith("Nothing is marked here.")


def test_a_codebooks_letter_takes_the_key_out_of_the_words(sample: Driver) -> None:
    actions, inspector = sample.program.bench.actions, sample.window.inspector
    assert actions.key_words("annotate.relation") == "R"
    actions.show_labels(Codebook("c", "1", labels=(Label(LabelId("r"), "Rumour", "R", key="r"),)))
    assert actions.key_words("annotate.relation") == ""
    assert tip(inspector, "Add a relation") == "Tie this annotation to another one"


def test_the_key_of_a_command_is_its_first_in_the_systems_words(driver: Driver) -> None:
    actions = driver.program.bench.actions
    assert actions.key_words("annotate.remove") == "Del"
    assert actions.key_words("file.back_up") == ""
    actions.show_keymap(Keymap.read(["annotate.remove=Ctrl+Backspace; Del"]))
    assert actions.key_words("annotate.remove") == "Ctrl+Backspace"
