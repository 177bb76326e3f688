"""A group of alternatives as the command line prints it."""

from annotator.app.present.disputes import GroupView
from annotator.cli.words import table


def group_lines(group: GroupView) -> str:
    """A title with the group's id, then a line for each version and for who has nothing."""
    rows = [(r.annotators, r.label, r.place, r.quote, r.attributes) for r in group.rows]
    if group.nothing:
        rows.append((group.nothing, "nothing", "", "", ""))
    # The first line is the head of the table, and a group needs none.
    lines = table(("", "", "", "", ""), rows).splitlines()[1:]
    return "\n".join((f"\n{group.title}  ({group.id})", *(f"  {line}" for line in lines)))
