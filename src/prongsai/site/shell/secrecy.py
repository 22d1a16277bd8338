"""Addresses that are secrets: whoever has one may take an invitation up, set a new password, or read a calendar."""

import re

_SECRET = re.compile(r"(/invitation/|/calendar/|/account/password/reset/\w+-)[^/\s?]+")
_SECRETIVE = ("/account/", "/invitation/", "/calendar/")


def is_secret(address: str) -> bool:
    """Tell whether an address is itself a secret."""
    return _SECRET.search(address) is not None


def is_secretive(path: str) -> bool:
    """Tell whether a page may hold what nobody may find later: links, codes of a second factor."""
    return path.startswith(_SECRETIVE)
