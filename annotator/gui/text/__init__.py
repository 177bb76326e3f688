"""The article view: a read-only QTextEdit with a layout of our own."""
