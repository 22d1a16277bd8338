"""All agencies, for those who look after the site."""
