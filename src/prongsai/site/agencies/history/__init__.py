"""Agencies that are renamed or become part of another, with their history."""
