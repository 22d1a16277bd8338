"""The chain by which an agency approves its plan."""
