"""The command `prongsai`: reads files, calls the rooms below, writes what came out."""
