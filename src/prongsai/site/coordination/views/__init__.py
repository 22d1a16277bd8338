"""The pages of areas for their coordinators, and of messages for agencies."""
