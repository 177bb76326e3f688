"""A font family to type or to pick; the first entry is the usual one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from annotator.gui.panels.fields import QuietCombo


class FontField(QuietCombo):
    """Completes in the middle of names. What is typed counts once it is a family's name."""

    family_chosen = Signal(str)

    def __init__(self, usual: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(16)
        self.setMaxVisibleItems(16)
        self.addItem(self.tr("The usual serif ({family})").format(family=usual), "")
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                self.addItem(family, family)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(self._on_typed)
        self.activated.connect(self._on_activated)
        field = self.lineEdit()
        assert field is not None
        field.editingFinished.connect(self._on_typed)

    def show_family(self, family: str) -> None:
        """Shows a family; "" is the usual one. One that is not installed here is shown too."""
        self._family = family
        place = self.findData(family)
        if place >= 0:
            self.setCurrentIndex(place)
        self.setEditText(self.itemText(place) if place >= 0 else family)
        field = self.lineEdit()
        assert field is not None
        field.setCursorPosition(0)

    @Slot()
    def _on_activated(self) -> None:
        self._choose(str(self.currentData() or ""))

    @Slot()
    def _on_typed(self) -> None:
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        self._choose(str(self.itemData(place) or "") if place >= 0 else self._family)

    def _choose(self, family: str) -> None:
        is_new = family != self._family
        self.show_family(family)
        if is_new:
            self.family_chosen.emit(family)
