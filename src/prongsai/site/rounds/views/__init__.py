"""The pages of rounds, by what they are about."""
