"""The Django site: what the command line does for one file, for an agency, its divisions and its head."""
