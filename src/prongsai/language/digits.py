"""Thai and Arabic digits, and numbers as officials print them."""

from decimal import ROUND_HALF_UP, Decimal

THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI)
_HUNDREDTH = Decimal("0.01")


def arabic(text: str) -> str:
    """Give `text` with every Thai digit as its Arabic one."""
    return text.translate(_TO_ARABIC)


def thai(text: str) -> str:
    """Give `text` with every Arabic digit as its Thai one."""
    return text.translate(_TO_THAI)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round `value` half-up to `places` decimals, as published ITA scores are rounded."""
    return value.quantize(_HUNDREDTH if places == 2 else Decimal(1).scaleb(-places), ROUND_HALF_UP)


def score_text(value: Decimal | None, missing: str = "–") -> str:
    """Give a score with two decimals (``99.14``), or `missing` where there is none."""
    return missing if value is None else str(half_up(value))
