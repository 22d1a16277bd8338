"""The forms of rounds, by what they bring in."""
