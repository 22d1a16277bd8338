"""Django's own lists of what the site holds, to look at: for those who look after the site, and only what that needs."""
