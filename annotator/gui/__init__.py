"""The window. Knows `app` and `core`, never stores or formats."""
