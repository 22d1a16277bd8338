"""The divisions of an agency."""
