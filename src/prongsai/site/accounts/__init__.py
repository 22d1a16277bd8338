"""Users, their names apart from them, signing in."""
