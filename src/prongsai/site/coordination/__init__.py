"""Coordination: the agencies of an area or ministry side by side, for whoever looks after their assessment."""
