"""Item models made from tuples of rows."""
