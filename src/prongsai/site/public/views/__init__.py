"""The pages: those for everybody, and those on which the agency looks after its own."""
