"""Which annotations have changed since one last looked, so that lists need not be made anew."""

from annotator.core.ids import AnnotationId


class Touched:
    """Ids of annotations that came, went or changed, in the order of the changes.

    `version` only grows; who remembers it can ask later what has happened since.
    """

    def __init__(self) -> None:
        self._ids: list[AnnotationId] = []

    @property
    def version(self) -> int:
        """How many changes there were."""
        return len(self._ids)

    def add(self, annotation_id: AnnotationId) -> None:
        """Notes a change."""
        self._ids.append(annotation_id)

    def since(self, version: int) -> tuple[AnnotationId, ...]:
        """What has been touched since a version, each once."""
        return tuple(dict.fromkeys(self._ids[version:]))
