"""File formats: readers and writers that know `core` and nothing of one another."""
