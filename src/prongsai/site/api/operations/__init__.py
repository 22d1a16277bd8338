"""The operations, a module a noun. Each is a thin door: what is written is written by the actions of the site's apps."""
