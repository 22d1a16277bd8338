"""Database and files as one unit: backed up while the site is in use, restored on either database, upgraded, checked."""
