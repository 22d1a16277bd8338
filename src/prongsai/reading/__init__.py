"""Reports and spreadsheets that others wrote → facts; and the checker that says what is wrong in them."""
