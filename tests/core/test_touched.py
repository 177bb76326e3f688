"""What has changed since one last looked."""

from annotator.core.ids import AnnotationId
from annotator.core.touched import Touched


def test_each_is_told_once_and_only_what_came_later() -> None:
    touched = Touched()
    touched.add(AnnotationId("a"))
    version = touched.version
    for name in ("b", "a", "b"):
        touched.add(AnnotationId(name))
    assert touched.since(version) == ("b", "a")
    assert touched.since(touched.version) == ()
