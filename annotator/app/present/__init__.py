"""View models: pure functions from state to tuples of frozen rows."""
