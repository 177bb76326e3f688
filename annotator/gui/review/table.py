"""A small table of words and numbers: text on the left, numbers on the right, no lines."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui.panels.painting import weighted
from annotator.gui.theme import readable_on

_ROW = 26
ID_ROLE = int(Qt.ItemDataRole.UserRole)


class Table(QTreeWidget):
    """The first column takes all room that the numbers leave. Rows are read as sentences."""

    def __init__(
        self, columns: Sequence[str], *, name: str, parent: QWidget, texts: int = 1
    ) -> None:
        """The first `texts` columns are words, all others numbers."""
        super().__init__(parent)
        self.setColumnCount(len(columns))
        self.setHeaderLabels(list(columns))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._columns, self._texts = tuple(columns), texts
        self.setStyleSheet(_boxes_sheet(self.palette()))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(columns)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, self._side(column))

    def add_heading(self, words: str) -> QTreeWidgetItem:
        """A heading across all columns, which cannot be chosen."""
        item = QTreeWidgetItem(self, [words])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(0, weighted(self.font(), QFont.Weight.DemiBold))
        item.setSizeHint(0, QSize(0, _ROW))
        item.setFirstColumnSpanned(True)
        return item

    def add_row(self, cells: Sequence[str], *, row_id: str = "", tip: str = "") -> QTreeWidgetItem:
        """A row; `row_id` is what `row_id_of` gives back."""
        item = QTreeWidgetItem(self, list(cells))
        item.setSizeHint(0, QSize(0, _ROW))
        item.setData(0, ID_ROLE, row_id)
        item.setToolTip(0, tip or cells[0])
        numbers = zip(self._columns[1:], cells[1:], strict=False)
        said = [f"{title} {cell}" for title, cell in numbers if cell]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join((cells[0], *said)))
        for column in range(1, len(cells)):
            item.setTextAlignment(column, self._side(column))
        return item

    def row_id_of(self, item: QTreeWidgetItem | None) -> str:
        """The id that a row was added with; empty for a heading."""
        return "" if item is None else str(item.data(0, ID_ROLE) or "")

    def _side(self, column: int) -> Qt.AlignmentFlag:
        alignments = Qt.AlignmentFlag
        side = alignments.AlignLeft if column < self._texts else alignments.AlignRight
        return side | alignments.AlignVCenter


def _boxes_sheet(palette: QPalette) -> str:
    """Boxes to tick as everywhere in the program; Qt's own cannot be seen in every theme."""
    accent = palette.color(QPalette.ColorRole.Highlight)
    tick = "white" if readable_on(accent) == QColor("#FFFFFF") else "black"
    return f"""
        QTreeView::indicator {{ width: 14px; height: 14px; border: 1px solid palette(dark);
            border-radius: 3px; background: palette(base); }}
        QTreeView::indicator:checked {{ background: palette(highlight);
            border-color: palette(highlight); image: url(icons:tick-{tick}.svg); }}
        QTreeView::indicator:checked:selected {{ border-color: palette(highlighted-text); }}
    """
