"""Counts and item scores → question, indicator, instrument, total, level: exact, and traceable on demand."""
