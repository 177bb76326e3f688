"""Whether things on the screen move: Qt's own effects, as the person or the desktop asks.

Nothing of ours is animated but the bar of a job whose end is not known. What Qt animates by
itself are menus, drop-down lists and tool tips.
"""

import os
import sys

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.app.settings import Settings

_EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
# Namespace, key, and the answer that means that nothing shall move.
_QUESTIONS = (
    ("org.gnome.desktop.interface", "enable-animations", 0),
    ("org.freedesktop.appearance", "reduced-motion", 1),
)


class Motion(QObject):
    """Sets Qt's effects; says when it changes whether things may move."""

    changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._desktop_is_still = False
        self._usual = {effect: QApplication.isEffectEnabled(effect) for effect in _EFFECTS}
        self._was_reduced: bool | None = None
        QTimer.singleShot(0, self._ask_desktop)
        settings.watch(self._on_setting)
        self._apply()

    @property
    def is_reduced(self) -> bool:
        """Whether nothing shall move."""
        wanted = self._settings.text("motion")
        return wanted == "reduced" or (wanted == "system" and self._desktop_is_still)

    def _on_setting(self, name: str) -> None:
        if name == "motion":
            self._apply()

    def _apply(self) -> None:
        wanted, is_reduced = self._settings.text("motion"), self.is_reduced
        for effect, usual in self._usual.items():
            is_on = False if is_reduced else wanted == "full" or usual
            QApplication.setEffectEnabled(effect, is_on)
        if is_reduced != self._was_reduced:
            self._was_reduced = is_reduced
            self.changed.emit(is_reduced)

    @Slot()
    def _ask_desktop(self) -> None:
        """Asks without waiting; a desktop that does not answer changes nothing."""
        # Held, as in PySide6 6.12 the inner hints are gone when nobody holds the outer ones.
        outer = QGuiApplication.styleHints()
        hints = outer.accessibility()
        # Qt knows it by itself from 6.12 on.
        preference = getattr(hints, "motionPreference", None)
        if preference is not None:
            self._on_preference(preference())
            hints.motionPreferenceChanged.connect(  # type: ignore[attr-defined]
                self._on_preference
            )
        elif sys.platform == "win32":
            self._desktop_is_still = not any(self._usual.values())
        elif os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            self._ask_portal()

    def _ask_portal(self) -> None:
        # Read only here: most desktops have nothing to ask. Debian packs it on its own.
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for namespace, key, still in _QUESTIONS:
            message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Read")
            message.setArguments([namespace, key])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(message), self)
            watcher.setProperty("still", still)
            watcher.finished.connect(self._on_answer)

    @Slot()
    def _on_answer(self) -> None:
        watcher = self.sender()
        arguments = watcher.reply().arguments()  # type: ignore[attr-defined]
        answer = _plain(arguments[0]) if arguments else None
        if isinstance(answer, bool | int) and int(answer) == watcher.property("still"):
            self._desktop_is_still = True
            self._apply()
        watcher.deleteLater()

    @Slot()
    def _on_preference(self, preference: object) -> None:
        self._desktop_is_still = getattr(preference, "name", "") == "ReducedMotion"
        self._apply()


def _plain(answer: object) -> object:
    """The value within the variants that the bus wraps it in."""
    while hasattr(answer, "variant"):
        answer = answer.variant()
    return answer
