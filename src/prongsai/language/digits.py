"""Thai and Arabic digits, and numbers as officials print them."""

import re
from decimal import ROUND_HALF_UP, Decimal

THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI)
_THAI_DIGIT = re.compile(f"[{THAI}]")
_CODE_OR_NUMBER = re.compile(r"[A-Za-z]+[0-9]+|[0-9]+")
_HUNDREDTH = Decimal("0.01")


def arabic(text: str) -> str:
    """Give `text` with every Thai digit as its Arabic one."""
    # Looking first is several times faster than translating, and most text has no Thai digit.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def thai(text: str) -> str:
    """Give `text` with Thai digits for Arabic ones, but for codes such as ``o13``, ``EIT2``, which stay as they are.

    A code in Thai digits is misread easily: ``o๑`` looks like ``๐๑``.
    """
    return _CODE_OR_NUMBER.sub(_number_in_thai, text)


def _number_in_thai(found: re.Match[str]) -> str:
    return found[0] if found[0][0].isalpha() else found[0].translate(_TO_THAI)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round `value` half-up to `places` decimals, as published ITA scores are rounded."""
    return value.quantize(_HUNDREDTH if places == 2 else Decimal(1).scaleb(-places), ROUND_HALF_UP)


def score_text(value: Decimal | None, missing: str = "–") -> str:
    """Give a score with two decimals (``99.14``), or `missing` where there is none."""
    return missing if value is None else str(half_up(value))
