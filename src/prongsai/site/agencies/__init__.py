"""Agencies, their divisions, members and chain of approval, and the scope in which everything else is read."""
