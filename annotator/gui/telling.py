"""Doing what a person asks for, and saying what the rules or the world refuse."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.active_time import ActiveTime
from annotator.app.present.notices import Notice, NoticeAction, NoticeKind
from annotator.core.errors import AnnotatorError, Refused
from annotator.gui.main_window import MainWindow

# The mark is painted first; what stands around the text follows. Milliseconds.
_PANELS_LATER = 12
# The notice that the next act takes away.
_REMARK = "remark"


class Telling(QObject):
    """Tries acts, shows refusals in the window, and refreshes what stands around the text."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._openers: dict[str, Callable[[], None]] = {}
        self._time = ActiveTime()
        self._is_busy = False
        # Acts that are being done, one within the other.
        self._acting = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PANELS_LATER)
        self._later.timeout.connect(self._refresh)

    def show(self, what: str) -> None:
        """Opens a dialog or gives a panel the focus, by name."""
        self._openers[what]()

    def add_openers(self, openers: dict[str, Callable[[], None]]) -> None:
        """Adds what `show` can open."""
        self._openers.update(openers)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Does something; what the rules or the world refuse is shown. Whether it was done."""
        self._time.touch()
        self.window.notices.clear(_REMARK)
        return self.follow_up(act)

    def follow_up(self, act: Callable[[], object]) -> bool:
        """The same for what follows from an act by itself: what was said of that stays."""
        is_done = False
        self._acting += 1
        try:
            act()
            is_done = True
        except Refused as refusal:
            self.say(str(refusal))
        except AnnotatorError as error:
            self.complain(error)
        finally:
            self._acting -= 1
        self.soon()
        return is_done

    def say(self, words: str) -> None:
        """A passing remark, until the next act."""
        self.window.notices.show_notice(Notice(_REMARK, words))

    def offer(self, name: str, words: str, action: str, act: Callable[[], None]) -> None:
        """A notice with a button for an act of its own, until it is closed."""
        self.add_openers({name: act})
        self.tell_of(name, words, action)

    def inform(self, name: str, words: str) -> None:
        """A notice in the place of one of that name, until it is closed."""
        self.window.notices.show_notice(Notice(name, words))

    def tell_of(self, name: str, words: str, action: str) -> None:
        """A notice with a button for something that `show` opens by name, until it is closed."""
        self.window.notices.show_notice(Notice(name, words, actions=(NoticeAction(name, action),)))

    def complain(self, error: AnnotatorError) -> None:
        """An error, until it is closed."""
        self.window.notices.show_notice(Notice("error", str(error), NoticeKind.ERROR))

    def set_busy(self, *, is_busy: bool) -> None:
        """Says that a job runs or has ended: what cannot run beside it is switched off."""
        self._is_busy = is_busy
        self.soon()

    def soon(self, *, at_once: bool = False) -> None:
        """Refreshes what stands around the text as soon as the hands rest, or now.

        What can be done now is said at once, or when the act is done of which this is a part: a
        key pressed in the same moment must find its act.
        """
        if at_once:
            self._refresh()
            return
        if not self._acting:
            self._refresh_actions()
        self._later.start()

    @Slot()
    def _refresh(self) -> None:
        """Shows everything around the text as it is now."""

    def _refresh_actions(self) -> None:
        """Says which commands can run now."""
