"""An analysis as plain values and back, to the last digit: what a closed round keeps and is read from ever after.

Numbers are strings, fractions ``"2/3"``, days ISO dates; a mapping whose keys are pairs is a list of key and value; a
method is the hash of its pack, whose copy the site keeps.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, get_args, get_origin

from cattrs import Converter

from prongsai.analysis.model import Analysis
from prongsai.method.model import Method
from prongsai.site.rounds.packs import method_of


def freeze(analysis: Analysis) -> dict[str, Any]:
    """Give an analysis, with its scores and those of earlier years, as values that JSON can hold."""
    frozen: dict[str, Any] = _converter().unstructure(analysis, Analysis)
    return frozen


def thaw(frozen: dict[str, Any]) -> Analysis:
    """Give the analysis that was frozen, equal to what it was."""
    return _converter().structure(frozen, Analysis)


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (Decimal, Fraction):
        converter.register_unstructure_hook(kind, str)
        converter.register_structure_hook(kind, lambda value, target: target(value))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _target: date.fromisoformat(value))
    converter.register_unstructure_hook(Method, lambda method: [method.fiscal_year, method.hash])
    converter.register_structure_hook(Method, lambda value, _target: method_of(value[1], value[0]))
    converter.register_unstructure_hook_factory(
        _is_mapping, lambda kind: _unstructure_mapping(converter, kind)
    )
    converter.register_structure_hook_factory(_is_mapping, lambda kind: _structure_mapping(converter, kind))
    return converter


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is get_origin(Mapping[str, str])


def _unstructure_mapping(converter: Converter, kind: Any) -> Any:
    key, value = get_args(kind)
    return lambda mapping: [
        [converter.unstructure(each, key), converter.unstructure(held, value)]
        for each, held in mapping.items()
    ]


def _structure_mapping(converter: Converter, kind: Any) -> Any:
    key, value = get_args(kind)
    return lambda pairs, _target: {
        converter.structure(each, key): converter.structure(held, value) for each, held in pairs
    }
