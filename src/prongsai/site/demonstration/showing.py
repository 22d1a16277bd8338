"""Public pages: two that are open, one that awaits approval."""

from prongsai.site.permissions import Actor, Role
from prongsai.site.public.actions import open_page, propose
from prongsai.site.public.models import Part

ADDRESSES = {
    "เทศบาลตำบลตัวอย่าง": "",
    "เทศบาลเมืองสมมุติ": "sommut",
    "องค์การบริหารส่วนจังหวัดตัวอย่าง": "tuayang",
}
"""The agencies that have a public page, and the readable part of its address; without one it is only proposed."""


def show(officer: Actor) -> None:
    """Propose the public page of an agency that has one, and open it as the last of its chain."""
    words = ADDRESSES.get(officer.agency.name)
    if words is None:
        return
    page = propose(officer, Part.values if words else [Part.RESULTS], words=words)
    if words:
        mayor = officer.agency.chain.exclude(holder=None).latest("place").holder
        open_page(Actor(mayor, officer.agency, frozenset({Role.APPROVER})), page, page.revision)
