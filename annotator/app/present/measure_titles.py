"""Measures of agreement by the names that people know them by."""

from annotator.app.agreement import MEAN

_ON_ARTICLES = "_article"
_TITLES = {
    "f1_exact": "F1, same spans",
    "f1_overlap": "F1, overlapping spans",
    "f1_iou": "F1, half overlapping",
    "f1_unlabelled": "F1, labels ignored",
    "kappa": "Cohen’s κ",
    "scott_pi": "Scott’s π",
    "fleiss_kappa": "Fleiss’s κ",
    "alpha": "Krippendorff’s α",
    "u_alpha": "uα, spans and labels",
    "u_alpha_binary": "|uα, marked or not",
    "cu_alpha": "cuα, labels of marked text",
    "ku_alpha": "(k)uα, one label",
    "alpha_u_1995": "αᵤ of 1995",
}


def measure_title(name: str) -> str:
    """A figure's or a measure's name as people say it: "Cohen’s κ, mean of pairs"."""
    plain = name.removesuffix(MEAN)
    of_articles = plain.removesuffix(_ON_ARTICLES)
    title = _TITLES.get(plain) or _TITLES.get(of_articles) or plain
    if of_articles != plain:
        title += ", whole articles"
    return f"{title}, mean of pairs" if plain != name else title
