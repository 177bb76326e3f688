"""Projects in SQLite files: connecting, migrations, lock, backups."""
