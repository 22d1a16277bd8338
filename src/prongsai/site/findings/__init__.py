"""What a round's decisive result says: the dashboard, where points went, what-if, findings with their why."""
