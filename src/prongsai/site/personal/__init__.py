"""What the site holds about a person: told to that person, erased when asked, and not kept longer than set."""
