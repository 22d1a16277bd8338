"""Work in the background, on a queue in the same database."""
