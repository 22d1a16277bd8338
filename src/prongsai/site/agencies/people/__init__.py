"""Members of an agency: roles, division and position."""
