"""What stands on papers beside the numbers, as plain values that a row can hold, and back."""

from dataclasses import replace
from datetime import date
from typing import Any

from prongsai.reports.details import Details, Person

Plain = dict[str, Any]
DRAFT = "ร่าง"
EXAMPLE = "ตัวอย่าง"


def plain_details(details: Details, *, spare_memo: bool) -> Plain:
    """Give details without their pictures; `spare_memo`: the memo to the approver bears no watermark."""
    return {
        "author": [details.author.name, details.author.position],
        "approver": [details.approver.name, details.approver.position],
        "day": details.day.isoformat() if details.day else None,
        "number": details.number,
        "order_number": details.order_number,
        "telephone": details.telephone,
        "columns": details.columns,
        "members": list(details.members),
        "thai_digits": details.thai_digits,
        "watermark": details.watermark,
        "spare_memo": spare_memo,
    }


def details_of(plain: Plain, paper: str, seal: bytes | None, garuda: bytes | None) -> Details:
    """Give the details of one of the papers, with its pictures."""
    details = Details(
        seal=seal,
        garuda=garuda,
        author=Person(*plain["author"]),
        approver=Person(*plain["approver"]),
        day=date.fromisoformat(plain["day"]) if plain["day"] else None,
        number=plain["number"],
        order_number=plain["order_number"],
        telephone=plain["telephone"],
        columns=plain["columns"],
        members=tuple(plain["members"]),
        thai_digits=plain["thai_digits"],
        watermark=plain["watermark"],
    )
    return replace(details, watermark="") if paper == "memo" and plain["spare_memo"] else details
