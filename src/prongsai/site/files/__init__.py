"""Files that were uploaded or made, kept by their hash outside the web root."""
