"""Handing over the work of a member who leaves."""
