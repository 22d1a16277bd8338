"""The lowest room: what people read. Messages in Thai and English, Thai digits, B.E. dates, problems."""
