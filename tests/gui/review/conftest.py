"""What the tests of the review's widgets share."""

import pytest

from annotator.gui.resources import register_search_paths
from annotator.gui.theme import Theme, light


@pytest.fixture
def theme() -> Theme:
    register_search_paths()
    return light()
