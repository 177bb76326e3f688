"""Where projects live: one interface, one SQL store, the SQLite files under it."""
