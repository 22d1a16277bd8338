"""What people are reminded of: their calendar, and one message a day, by e-mail or LINE, that nobody gets twice."""
