"""What an agency's papers say of it."""
