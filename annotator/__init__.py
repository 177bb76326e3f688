"""Annotator: a desktop application for annotating news articles."""

__version__ = "0.1.0"
