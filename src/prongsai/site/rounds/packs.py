"""Copies of packs: a result is scored by the pack that was there when it came in, and by no other."""

from functools import lru_cache
from pathlib import Path

from prongsai.method.library import load_method, pack_file, years
from prongsai.method.loading import read_pack
from prongsai.method.model import Method
from prongsai.site.rounds.models import PackCopy


def pack_of(fiscal_year: int) -> PackCopy:
    """Give the copy of the shipped pack of a year, kept from now on.

    Raises InputError where the year has no pack.
    """
    method = load_method(fiscal_year)
    copy, _new = PackCopy.objects.get_or_create(
        hash=method.hash,
        defaults={"fiscal_year": fiscal_year, "text": pack_file(fiscal_year).read_text(encoding="utf-8")},
    )
    return copy


def method_of(pack_hash: str, fiscal_year: int) -> Method:
    """Give the method of a kept pack; its text is only fetched where it is not the one that is shipped."""
    return load_method(fiscal_year) if is_shipped(pack_hash, fiscal_year) else _kept(pack_hash)


@lru_cache(maxsize=64)
def _kept(pack_hash: str) -> Method:
    copy = PackCopy.objects.get(pk=pack_hash)
    return read_pack(copy.text.encode(), Path(f"{copy.fiscal_year}.yaml")).method


def is_shipped(pack_hash: str, fiscal_year: int) -> bool:
    """Tell whether a pack is the one that is shipped now; a year may have come in by a pack that no longer is."""
    return fiscal_year in years() and load_method(fiscal_year).hash == pack_hash
