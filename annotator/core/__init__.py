"""Values and rules in plain Python: no Qt, no SQL, no files.

Offsets everywhere in this package count Unicode code points of an article's canonical text,
half-open. Values are frozen; what changes (`ArticleState`, `History`) is a class with verbs.
"""
