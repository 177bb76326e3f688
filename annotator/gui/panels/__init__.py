"""Panels around the article: values in through `show_*`, what the person did out."""
