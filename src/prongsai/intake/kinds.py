"""The words for kinds and depths of results, and what each means."""

from collections.abc import Mapping
from typing import get_args

from prongsai.intake.model import Depth, Kind

_OWN: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
KINDS: Mapping[str, Kind] = {"": "published", "agency": "published", "total_only": "published", **_OWN}
"""Words of `kind`; nothing, `agency` and `total_only` mean a published result."""

DEPTHS: Mapping[str, Depth] = {depth: depth for depth in get_args(Depth)}
"""Words of `depth`, from the shallowest; each holds the ones before."""
