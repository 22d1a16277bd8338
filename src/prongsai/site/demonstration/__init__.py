"""Made-up agencies to try the site with, and any number of them to measure it with."""
