"""How large a dialog opens: as it wants, and never larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# What a desktop's title bar and edges take.
_FRAME = QSize(16, 48)


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Sizes a dialog before it is shown."""
    room = dialog.screen().availableGeometry().size() - _FRAME
    dialog.resize(QSize(width, height).boundedTo(room))
