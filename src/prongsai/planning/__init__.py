"""Findings → advice → measures with steps, owners, period and follow-up; progress on them."""
