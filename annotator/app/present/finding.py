"""What the find bar says: which place of how many, or that there is none."""

from dataclasses import dataclass

from annotator.app.finding import Finding


@dataclass(frozen=True, slots=True)
class FindRow:
    """`count` is short; `remark` says what else happened; `is_missing`: there is no such place."""

    count: str = ""
    remark: str = ""
    is_missing: bool = False


def find_row(finding: Finding) -> FindRow:
    """What to say of a search as far as it is."""
    total = len(finding.hits)
    if not finding.wanted.words:
        return FindRow()
    if not finding.is_complete:
        return FindRow(f"{total:,}…" if total else "…")
    if not total:
        return FindRow("Not found", is_missing=True)
    remark = {1: "from the beginning again", -1: "from the end again"}.get(finding.wrapped, "")
    number = finding.number
    return FindRow(f"{number:,} of {total:,}" if number else f"{total:,}", remark)
