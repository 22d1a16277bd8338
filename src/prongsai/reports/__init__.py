"""Papers: one document model, the composers that fill it, and a writer for each file format."""
