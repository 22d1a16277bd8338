"""The frame of every page: layout, style, spelling of numbers and dates, form fields."""
