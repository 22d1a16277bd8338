"""Scores → findings: weak points, changes, points lost, what-if, and the paragraph of each indicator."""
