"""Reports that were uploaded, to be read as a result or checked."""
