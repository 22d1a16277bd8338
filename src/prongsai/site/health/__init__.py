"""How the site is: addresses that machines ask, lines of the log, numbers over time. Nothing of it names a person."""
