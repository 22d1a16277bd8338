"""Agencies brought in from a list: checked first, then added and changed in one action."""
