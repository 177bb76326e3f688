"""The list model: what it announces, checked by Qt's own tester and by a second list."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.gui.models.rows_model import ROW_ROLE, RowsModel


@dataclass(frozen=True)
class Thing:
    id: str
    words: str = ""


def _things(ids: str, words: str = "") -> tuple[Thing, ...]:
    return tuple(Thing(i, words) for i in ids)


class Mirror:
    """Follows a model by its announcements alone."""

    def __init__(self, model: RowsModel[Thing]) -> None:
        self._model = model
        self.said: list[str] = []
        self.ids = self._ids(0, model.rowCount() - 1)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.layoutChanged.connect(self._on_layout)
        model.dataChanged.connect(self._on_changed)
        model.modelReset.connect(lambda: self.said.append("reset"))

    def _ids(self, first: int, last: int) -> list[str]:
        return [self._model.index(i).data(ROW_ROLE).id for i in range(first, last + 1)]

    def _on_inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.ids[first:first] = self._ids(first, last)
        self.said.append(f"in {first}-{last}")

    def _on_removed(self, _: QModelIndex, first: int, last: int) -> None:
        del self.ids[first : last + 1]
        self.said.append(f"out {first}-{last}")

    def _on_layout(self) -> None:
        self.ids = self._ids(0, self._model.rowCount() - 1)
        self.said.append("order")

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.said.append(f"new {first.row()}-{last.row()}")


def _words(thing: Thing) -> str:
    return f"{thing.id} {thing.words}"


@pytest.fixture
def model(qtbot: QtBot) -> RowsModel[Thing]:
    return RowsModel(_words)


@pytest.fixture
def change(model: RowsModel[Thing]) -> Callable[[str, str], list[str]]:
    def _change(old: str, new: str) -> list[str]:
        model.replace(_things(old))
        tester = QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        mirror = Mirror(model)
        model.replace(_things(new))
        assert mirror.ids == list(new)
        tester.deleteLater()
        return mirror.said

    return _change


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("abc", "abc", []),
        ("", "abc", ["in 0-2"]),
        ("abc", "", ["out 0-2"]),
        ("abc", "abXc", ["in 2-2"]),
        ("abcdef", "abef", ["out 2-3"]),
        ("abcdef", "bcde", ["out 5-5", "out 0-0"]),
        ("abc", "cab", ["order"]),
        ("abcd", "dXa", ["out 1-2", "order", "in 1-1"]),
    ],
)
def test_only_what_differs_is_announced(
    change: Callable[[str, str], list[str]], old: str, new: str, said: list[str]
) -> None:
    assert change(old, new) == said


def test_changed_rows_are_announced_as_ranges(model: RowsModel[Thing]) -> None:
    model.replace(_things("abcde"))
    mirror = Mirror(model)
    model.replace((*_things("a"), *_things("bc", "new"), *_things("d"), *_things("e", "new")))
    assert mirror.said == ["new 1-2", "new 4-4"]
    assert model.index(1).data() == "b new"


def test_scattered_changes_are_announced_together(model: RowsModel[Thing]) -> None:
    everything = tuple(Thing(str(i)) for i in range(1000))
    model.replace(everything)
    mirror = Mirror(model)
    model.replace(everything[::2])
    assert mirror.said == ["out 1-999", "in 1-499"]
    assert mirror.ids == [thing.id for thing in everything[::2]]


def test_persistent_indexes_follow_their_rows(model: RowsModel[Thing]) -> None:
    model.replace(_things("abcd"))
    kept = QPersistentModelIndex(model.index_of("b"))
    model.replace(_things("dcba"))
    assert model.row(kept) == Thing("b")
    model.replace(_things("dca"))
    assert not kept.isValid()


def test_rows_are_found_by_id(model: RowsModel[Thing]) -> None:
    model.replace(_things("abc"))
    assert model.index_of("c").row() == 2
    assert not model.index_of("z").isValid()
    model.replace(_things("c"))
    assert model.index_of("c").row() == 0


def test_two_rows_with_one_id_are_a_mistake(model: RowsModel[Thing]) -> None:
    with pytest.raises(ValueError, match="share an id"):
        model.replace(_things("aba"))


def test_a_screen_reader_hears_the_words(model: RowsModel[Thing]) -> None:
    model.replace(_things("a", "hears"))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "a hears"
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


@given(
    old=st.lists(st.sampled_from("abcdefgh"), unique=True),
    new=st.lists(st.sampled_from("abcdefgh"), unique=True),
    words=st.sampled_from(["", "x"]),
)
def test_any_change_can_be_followed(old: list[str], new: list[str], words: str) -> None:
    model: RowsModel[Thing] = RowsModel(_words)
    model.replace(_things("".join(old)))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    mirror = Mirror(model)
    model.replace(_things("".join(new), words))
    assert mirror.ids == new
    assert "reset" not in mirror.said
    assert [model.index(i).data() for i in range(len(new))] == [f"{i} {words}" for i in new]
    del tester
