"""The style sheet of the whole window, written from a theme.

Set on the application once per theme. Controls are 28 px high; a control with the focus has a ring
of 2 px that takes the place of its border, so that nothing moves.
"""

from string import Template

from PySide6.QtGui import QColor

from annotator.gui.theme import Theme, blended, contrast

_SHEET = Template("""
* { outline: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $page; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QMenuBar { background: $window; color: $text; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; color: $text; }
QMenu { background: $page; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 4px; }

QPushButton { background: $page; color: $text; border: 1px solid $button_edge;
    border-radius: 4px; padding: 3px 12px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 2px 11px; }
QPushButton:disabled { color: $disabled; border-color: $line; background: transparent; }
QPushButton:default, QPushButton[kind="primary"] { background: $accent; color: $on_accent;
    border-color: $accent; }
QPushButton:default:disabled { background: $line; color: $disabled; border-color: $line; }
QPushButton[kind="primary"] { font-weight: 600; }
QPushButton:default:hover, QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton:default:focus, QPushButton[kind="primary"]:focus { border: 2px solid $ring_on_accent; }
QPushButton[extent="large"] { padding: 7px 16px; }
QPushButton[extent="large"]:focus { padding: 6px 15px; }
QPushButton[kind="plain"] { background: transparent; border-color: transparent; }
QPushButton[kind="plain"]:hover { background: $hover; }
QPushButton[kind="plain"]:focus { border-color: $accent; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent;
    border-radius: 4px; padding: 3px 5px; min-height: 20px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $tint; }
QToolButton:focus { border: 2px solid $accent; padding: 2px 4px; }
QToolButton:disabled { color: $disabled; }
QToolButton[role="error"] { color: $error; font-weight: 600; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit[kind="field"], QTextEdit[kind="field"], QSpinBox, QDoubleSpinBox {
    background: $page; color: $text; border: 1px solid $edge; border-radius: 4px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $secondary; }
QLineEdit { padding: 3px 6px; min-height: 20px; }
QSpinBox, QDoubleSpinBox { padding: 2px; min-height: 20px; min-width: 56px; }
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $accent; padding: 1px; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus, QDoubleSpinBox QLineEdit,
QDoubleSpinBox QLineEdit:focus { border: none; padding: 0 5px; min-height: 0;
    background: transparent; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: padding;
    subcontrol-position: top right; width: 20px; border: none; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: padding;
    subcontrol-position: bottom right; width: 20px; border: none; background: transparent; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover,
QSpinBox::down-button:hover, QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(icons:$up.svg);
    width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(icons:$down.svg);
    width: 12px; height: 12px; }
QLineEdit QToolButton { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit[kind="search"] { padding: 3px 2px; }
QPlainTextEdit[kind="field"] { padding: 3px 4px; }
QLineEdit:focus { border: 2px solid $accent; padding: 2px 5px; }
QLineEdit[kind="search"]:focus { padding: 2px 1px; }
QPlainTextEdit[kind="field"]:focus { border: 2px solid $accent; padding: 2px 3px; }
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit[kind="field"]:disabled,
QPlainTextEdit[readOnly="true"][kind="field"] { border-color: $line; background: transparent; }
QLineEdit[kind="capture"]:read-only { background: $page; border: 2px solid $accent;
    padding: 2px 5px; }

QComboBox { background: $page; color: $text; border: 1px solid $edge; border-radius: 4px;
    padding: 3px 4px 3px 8px; min-height: 20px; }
QComboBox:hover { background: $hover; }
QComboBox:editable:hover { background: $page; }
QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 2px 3px 2px 7px; }
QComboBox:disabled { color: $secondary; border-color: $line; background: transparent; }
QComboBox[kind="plain"] { background: transparent; border-color: transparent; }
QComboBox[kind="plain"]:hover { background: $hover; }
QComboBox[kind="plain"]:focus, QComboBox[kind="plain"]:on { border-color: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(icons:$down.svg); width: 16px; height: 16px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0;
    background: transparent; }
QComboBox QAbstractItemView { background: $page; color: $text; border: 1px solid $line;
    padding: 4px; selection-background-color: $tint; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 4px; }

QCheckBox { spacing: 8px; min-height: 28px; }
QCheckBox:disabled, QRadioButton:disabled { color: $secondary; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 3px;
    background: $page; }
QCheckBox::indicator:hover { background: $hover; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url(icons:$tick.svg); }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: $ring_on_accent; }
QCheckBox::indicator:disabled { border-color: $disabled; }
QCheckBox::indicator:checked:disabled { background: $disabled; }

QListView, QTreeView, QTableView { background: $page; color: $text; border: none; }
QTableView { gridline-color: transparent; selection-background-color: $tint;
    selection-color: $text; alternate-background-color: $page; }
QTreeView::item { padding: 0 5px; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected, QTreeView::item:selected:active {
    background: $tint; color: $text; border: none; }
QTreeView { border: 2px solid transparent; }
QTreeView:focus { border-color: $accent; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $secondary; border: none;
    border-bottom: 1px solid $line; padding: 6px 8px; font-weight: 600; }
QListView[kind="panel"] { background: transparent; }
QTableView[kind="chart"], QTableView[kind="chart"] QHeaderView,
QTableView[kind="chart"] QTableCornerButton::section { background: transparent; border: none; }
QTableView[kind="chart"] QHeaderView::section { background: transparent; color: $text;
    border: none; padding: 0 6px; font-weight: 400; }
QTableView[kind="chart"] QHeaderView::section:horizontal { color: $secondary; padding: 4px 8px; }
QTableView[kind="chart"] QWidget#qt_scrollarea_corner, QTableView[kind="chart"]::corner {
    background: transparent; border: none; }
QFrame[role="card"] { background: $page; border: 1px solid $line; border-radius: 6px; }
QFrame[role="side"] { background: $window; border: none; }
QListView#completions { border: 1px solid $edge;
    selection-background-color: $tint; selection-color: $text; }
QListView#completions::item { min-height: 24px; padding: 0 8px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $secondary; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }

QLabel[role="secondary"], QLabel[role="heading"] { color: $secondary; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
""")

# Where nothing may be said by a tint alone.
_CONTRAST_SHEET = Template("""
QMenu { border: 1px solid $text; }
QMenu::item:selected, QMenuBar::item:selected, QMenuBar::item:pressed,
QToolButton:pressed, QToolButton:checked,
QTreeView::item:selected, QTreeView::item:selected:active {
    background: $accent; color: $on_accent; }
QComboBox QAbstractItemView, QTableView {
    selection-background-color: $accent; selection-color: $on_accent; }
QPushButton:disabled, QPushButton:default:disabled { background: $page; color: $disabled;
    border: 1px dashed $disabled; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QComboBox:disabled, QLineEdit:disabled { color: $disabled; border: 1px dashed $disabled; }
QCheckBox::indicator:checked:disabled { background: $page; border: 1px dashed $disabled;
    image: url(icons:$down.svg); }
QPushButton:default:focus, QPushButton[kind="primary"]:focus { border: 3px double $on_accent; }
QCheckBox::indicator:checked:focus { border: 3px double $on_accent; width: 10px; height: 10px; }
QSplitter::handle { background: $text; }
QScrollBar::handle { background: $text; }
QProgressBar { background: $page; border: 1px solid $text; min-height: 8px; max-height: 8px; }
QTabBar::tab:selected { font-weight: 600; border-bottom: 3px solid $accent; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet for a theme; it needs the icons' search path to be registered."""
    colors = {
        "page": theme.page,
        "window": theme.window,
        "text": theme.text,
        "secondary": theme.secondary,
        "line": theme.line,
        "edge": theme.edge,
        "hover": theme.hover,
        "disabled": theme.disabled,
        "accent": theme.accent,
        "on_accent": theme.on_accent,
        "error": theme.error,
        "warning": theme.warning,
        "tint": theme.wash(theme.accent, 0.16),
        "pressed": blended(theme.hover, theme.text, 0.1),
        "button_edge": blended(theme.line, theme.edge, 0.45),
        "accent_hover": blended(theme.accent, theme.text, 0.15),
        "ring_on_accent": blended(theme.accent, theme.text, 0.55),
        "thumb": blended(theme.window, theme.edge, 0.5),
    }
    names = {name: _css(color) for name, color in colors.items()}
    is_white = contrast(theme.accent, QColor("#FFFFFF")) >= 4.5
    down, up = "chevron-down", "chevron-up"
    if theme.is_contrast:
        down = "chevron-down-white" if theme.is_dark else "chevron-down-black"
        up = "chevron-up-white" if theme.is_dark else "chevron-up-black"
    icons = {"tick": "tick-white" if is_white else "tick-black", "down": down, "up": up}
    sheet = _SHEET.substitute(names | icons)
    return sheet + _CONTRAST_SHEET.substitute(names | icons) if theme.is_contrast else sheet


def _css(color: QColor) -> str:
    return color.name(QColor.NameFormat.HexRgb)
