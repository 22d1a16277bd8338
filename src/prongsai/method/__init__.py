"""What each fiscal year asks and how it counts: one pack of data a year, typed and strict on loading."""
