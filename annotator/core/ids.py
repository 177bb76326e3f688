"""Id types, and new ids: made by the client, unique, sorting by the time they were made."""

import secrets
import time
from typing import NewType

ArticleId = NewType("ArticleId", str)
AnnotationId = NewType("AnnotationId", str)
RelationId = NewType("RelationId", str)
DecisionId = NewType("DecisionId", str)
EditId = NewType("EditId", str)
BatchId = NewType("BatchId", str)
LabelId = NewType("LabelId", str)
AttributeId = NewType("AttributeId", str)
RelationTypeId = NewType("RelationTypeId", str)
# A person's name is the person's id: colleagues' files are joined by it.
PersonId = NewType("PersonId", str)

_DIGITS = "0123456789abcdefghijklmnopqrstuv"


def new_id() -> str:
    """26 characters of base 32: 64 bits of nanoseconds since 1970, then 64 random bits.

    Sorts by time as text, so rows made together stand together in an index.
    """
    number = (time.time_ns() << 64) | secrets.randbits(64)
    digits = []
    for _ in range(26):
        number, rest = divmod(number, 32)
        digits.append(_DIGITS[rest])
    return "".join(reversed(digits))
