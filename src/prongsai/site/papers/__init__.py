"""The papers of a round, made in the background and kept with their hash."""
