"""What some charts are of: a pair of annotators or all of them, words or characters."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.app.present.dashboard import PairOption


class PairPick(QComboBox):
    """Pairs of annotators by name; hidden where there is only one."""

    # A pair of ids, or None for all pairs.
    pair_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[PairOption, ...] = ()
        self.setProperty("kind", "plain")
        self.setAccessibleName(name)
        self.setToolTip(self.tr("Whose annotations the chart compares"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)

    def show_pairs(self, pairs: tuple[PairOption, ...], chosen: object) -> None:
        """Shows the pairs there are and the one that is shown."""
        if pairs != self._pairs:
            self._pairs = pairs
            self.clear()
            self.addItems([option.title for option in pairs])
        places = [place for place, option in enumerate(pairs) if option.pair == chosen]
        self.setCurrentIndex(places[0] if places else 0)
        self.setVisible(bool(pairs))

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.pair_chosen.emit(self._pairs[place].pair)


class UnitPick(QComboBox):
    """Whether boundaries are apart in words or in characters."""

    in_words_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.setAccessibleName(self.tr("Unit of boundary differences"))
        self.setToolTip(self.tr("Count differences in words or in characters"))
        self.addItems([self.tr("Words"), self.tr("Characters")])
        self.activated.connect(self._on_activated)

    def show_unit(self, *, in_words: bool) -> None:
        """Shows which it is."""
        self.setCurrentIndex(0 if in_words else 1)

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.in_words_chosen.emit(place == 0)
