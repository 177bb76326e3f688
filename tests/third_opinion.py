"""The sample with three annotators who have finished: what a review and the dashboard are shown on."""

import json
from pathlib import Path
from typing import Any

from annotator.app.sample import sample_articles

NAME = "cleo"


def three_opinions(path: Path) -> Path:
    """Writes the sample as native JSONL, with a third annotator who is near to the first."""
    lines = sample_articles().read_text("utf-8").splitlines()
    told = [_with_third(json.loads(line)) for line in lines]
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in told), "utf-8")
    return path


def _with_third(line: dict[str, Any]) -> dict[str, Any]:
    sets = line.get("sets", [])
    if not sets:
        return line
    for told in sets:
        told["state"] = "finished"
    first, text = sets[0]["annotator"], line["article"]["text"]
    made: dict[str, str] = {}
    theirs = [a for a in line["annotations"] if a["annotator"] == first]
    for number, annotation in enumerate(theirs):
        third = _as_seen(annotation, number, text=text)
        if third is not None:
            made[annotation["id"]] = third["id"]
            line["annotations"].append(third)
    for relation in list(line.get("relations", [])):
        ends = relation["from"], relation["to"]
        if relation["annotator"] == first and all(end in made for end in ends):
            more = {"id": f"{NAME}-{relation['id']}", "annotator": NAME}
            more |= {"from": made[ends[0]], "to": made[ends[1]]}
            line["relations"].append(relation | more)
    sets.append(sets[0] | {"annotator": NAME})
    return line


def _as_seen(annotation: dict[str, Any], number: int, *, text: str) -> dict[str, Any] | None:
    """An annotation as the third has it: some are missed, some shorter, relabelled or emptier."""
    seen = annotation | {"id": f"{NAME}-{annotation['id']}", "annotator": NAME}
    is_plain = annotation.get("start") is not None and "fragments" not in annotation
    words = text[annotation["start"] : annotation["end"]] if is_plain else ""
    match number % 11:
        case 3:
            return None
        case 5 if " " in words:
            seen["start"] = annotation["start"] + words.index(" ") + 1
            seen["quote"] = text[seen["start"] : seen["end"]]
        case 7 if annotation["label"] == "actor":
            seen |= {"label": "source", "attributes": {}}
        case 9:
            seen["attributes"] = {}
    return seen
