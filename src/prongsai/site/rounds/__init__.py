"""An agency's round of a fiscal year: its results, remarks and analysis."""
