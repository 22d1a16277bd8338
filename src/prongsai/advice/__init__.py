"""What usually helps: problem, advice and steps for every concept that a year can ask, in our own words."""
