"""Counts references to None, of which PySide6 6.12 on Python 3.11 loses one in every void call."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPen, QTextCursor, QTextDocument

CALLS = 1000
NOISE = 50


def set_alpha() -> None:
    QColor().setAlpha(9)


def set_width() -> None:
    QPen().setWidth(2)


def set_position() -> None:
    QTextCursor(QTextDocument()).setPosition(0)


@pytest.mark.parametrize(
    "call", [set_alpha, set_width, set_position, QCoreApplication.processEvents]
)
def test_a_call_without_a_result_keeps_the_references_to_none(
    qapp: QCoreApplication, call: Callable[[], None]
) -> None:
    # From Python 3.12 on None is immortal and its count stands still.
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert sys.getrefcount(None) >= before - NOISE
