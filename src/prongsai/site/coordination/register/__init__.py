"""Areas, their agencies and those who coordinate them, for those who look after the site."""
