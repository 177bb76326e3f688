"""The project file: what may happen to it, and that nothing is lost."""
