"""An agency with something of everything, and the forms that stand on its pages."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver
from django_scopes import scope

from houses import INPUTS, House
from prongsai.reports.details import Details
from prongsai.site.agencies.divisions.actions import add_division, remove_division
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.models import ChainStep
from prongsai.site.agencies.people.actions import end_membership
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.coordination.actions import send
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.files.kinds import kind_of
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.queries import newest_papers
from prongsai.site.permissions import Coordination, Role
from prongsai.site.plans.actions import decide_by_scan, make, submit
from prongsai.site.plans.queries import measures_of, the_plan
from prongsai.site.progress.actions import (
    Exhibit,
    Reported,
    add_meeting,
    enter_progress,
    remove_entry,
    remove_evidence,
    remove_meeting,
)
from prongsai.site.progress.queries import the_followed
from prongsai.site.progress.values import Followed
from prongsai.site.readings.actions import upload_report
from prongsai.site.reminders.actions import make_calendar
from prongsai.site.rounds.actions import (
    begin_correction,
    begin_entry,
    close_round,
    enter_result,
    remove_result,
    start_round,
)
from prongsai.site.rounds.drafts import remarks_of
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round
from prongsai.site.rounds.remarking import key_of

YEAR = 2568
REPORT = """รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลต้นแบบ อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง
ผลการประเมินประจำปีงบประมาณ พ.ศ. 2568 คะแนนรวม 91.20 คะแนน ระดับผ่าน
ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 97.40 คะแนน
ตัวชี้วัดที่ 2 การใช้งบประมาณ 192.85 คะแนน
"""


@dataclass
class Form:
    """A form of a page: where it is sent, what it holds, and which of its fields are typed, or files."""

    action: str
    held: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Reads the forms of a page that are posted."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self.open = Form(urljoin(self.address, given.get("action", "")))
            self.forms.append(self.open)
        elif tag == "option" and self.open and self.select:
            if "selected" in given or not self.open.held[self.select]:
                self.open.held[self.select] = [given.get("value", "")]
        elif tag in {"input", "textarea", "select", "button"} and self.open and given.get("name"):
            self._field(self.open, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if kind == "file":
            form.files.add(name)
        elif name != "csrfmiddlewaretoken":
            held = form.held.setdefault(name, [])
            self.area, self.select = name * (tag == "textarea"), name * (tag == "select")
            if tag in {"input", "button"} and (kind not in {"checkbox", "radio"} or "checked" in given):
                held.append(given.get("value", ""))
            if tag == "textarea" or (tag == "input" and kind not in {"checkbox", "radio", "hidden"}):
                form.typed.add(name)

    def handle_data(self, data: str) -> None:
        if self.area and self.open:
            self.open.held[self.area] = [data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag in {"form", "textarea", "select"}:
            self.area = self.select = ""


def forms_of(page: str, address: str) -> list[Form]:
    """Give the forms of a page that are posted, with what they hold."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Give an upload as `ContentField` cleans it."""
    made = SimpleUploadedFile(name, content)
    made.content, made.kind = content, kind_of(content)
    return made


@dataclass
class Furnished:
    """An agency with something of everything: for each field of addresses its values, by the beginning of views' names."""

    house: House
    values: dict[str, dict[str, list[object]]]

    def addresses(self, pattern: str, name: str) -> list[str]:
        """Give the addresses of a view, its fields filled with what the agency has."""
        wanted = [each for each in self.values if each in pattern]
        found = []
        for values in product(*(self._of(each, name) for each in wanted)):
            address = pattern
            for each, value in zip(wanted, values, strict=True):
                address = address.replace(each, str(value))
            found.append(f"/{address}")
        return found

    def _of(self, open_field: str, name: str) -> list[object]:
        known = self.values[open_field]
        return known[max((start for start in known if name.startswith(start)), key=len)]

    def add(self, open_field: str, **values: list[object]) -> None:
        """Let views whose names begin so be given some values; a name's hyphens are underscores here."""
        known = self.values.setdefault(open_field, {})
        known |= {start.replace("_", "-"): each for start, each in values.items()}


def views(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, str]]:
    """Give every address that is served, its fields open, with the name of its view."""
    found = []
    for each in (resolver or get_resolver()).url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            found += views(each, address)
        else:
            found.append((address, each.name))
    return found


def furnish(house: House) -> Furnished:
    """Furnish an agency with rounds, results, a plan in every state, papers, reports and people."""
    made = Furnished(house, {"<int:agency>": {"": [house.agency.pk]}})
    made.add("<int:year>", **{"": [YEAR], "plan_make": [2567], "round_reopen": [2566]})
    with scope(agency=house.agency):
        _rounds(house)
        _results(made, the_round(house.agency, YEAR))
        _plan(made, the_round(house.agency, YEAR))
        _papers(made, the_round(house.agency, YEAR))
        _follow_up(made, the_followed(the_round(house.agency, YEAR)))
        _people(made)
        _area(made)
    return made


def _rounds(house: House) -> None:
    """Start three rounds, each with a result; the first is closed."""
    for year in (2566, 2567, YEAR):
        each = start_round(house.actor(), year)
        inputs = {**INPUTS, "fiscal_year": str(year), "remarks": INPUTS["remarks"] if year == YEAR else []}
        enter_result(house.actor(), each, inputs, kind="published", way="form")
        if year == 2566:
            close_round(house.actor(), the_round(house.agency, year))


def _results(made: Furnished, each: Round) -> None:
    actor = made.house.actor()
    other = enter_result(actor, each, INPUTS, kind="rehearsal", way="form")
    removed = enter_result(actor, each, INPUTS, kind="estimate", way="form")
    remove_result(actor, removed)
    entries = [begin_entry(actor, each, way) for way in ("form", "paste", "xlsx", "report")]
    correction = begin_correction(actor, other)
    reading = upload_report(actor, upload("a.txt", REPORT.encode()), "result", entries[-1])
    run.func(reading.job_id)
    check = upload_report(actor, upload("b.txt", REPORT.encode()), "check")
    run.func(check.job_id)
    made.add(
        "<int:number>",
        result=[other.pk],
        remarks_carry=[other.pk],
        public_report=[other.pk],
        result_restore=[removed.pk],
        entry=[correction.pk],
        entry_way=[entry.pk for entry in entries],
        reading=[check.pk],
        job=[check.job_id],
        file=[check.file_id],
    )
    made.add("<slug:key>", remark=[key_of(remarks_of(each.decisive, made.house.agency.name)[0])])
    made.add("<path:key>", why=["total", "7"])
    made.add("<slug:name>", chart=["bars"])


def _plan(made: Furnished, each: Round) -> None:
    """Make the plan, with a version that is approved, and one that awaits approval."""
    actor = made.house.actor()
    make(actor, each, YEAR + 1, YEAR + 1)
    plan = the_plan(the_round(made.house.agency, YEAR))
    first = submit(actor, plan, "ฉบับแรก", "เหตุผล")
    scan = upload("scan.pdf", b"%PDF-1.7 scan")
    decide_by_scan(actor, first, scan, date(2025, 11, 3), "approved", whole=True)
    second = submit(actor, plan, "ฉบับที่สอง", "เหตุผล")
    measure = measures_of(plan)[0]
    made.add("<int:number>", plan=[second.number], plan_publish=[first.number])
    made.add("<slug:key>", measure=[measure.key], plan_text=["introduction", "7"])
    made.add("<slug:step>", measure=[measure.steps[0]["key"]])
    made.add("<slug:part>", measure=["title", "owners", "period", "follow_up", "money"])


def _papers(made: Furnished, each: Round) -> None:
    actor, details = made.house.actor(), plain_details(Details(), spare_memo=True)
    order = order_papers(actor, each, the_plan(each), papers=["order"], formats=["html"], details=details)
    run.func(order.job_id)
    made.add("<int:number>", paper=[order.pk])
    made.add("<int:paper>", paper=[newest_papers(each).made.all()[0].pk])


def _follow_up(made: Furnished, followed: Followed) -> None:
    """Report on a measure with evidence, and hold a meeting; of each something is deleted, too."""
    actor, plan, key = made.house.actor(), followed.version.plan, followed.plan.measures[0].id
    what = Reported(date(2025, 12, 20), Decimal(40), "อบรมแล้ว")
    link = Exhibit("ภาพ", date(2025, 12, 20), link="https://example.go.th/photo")
    entry, gone = (
        enter_progress(actor, plan, key, followed.owners[key][0], what, [link, link]) for _number in range(2)
    )
    remove_entry(actor, gone)
    shown, hidden = entry.evidence.all()
    remove_evidence(actor, hidden)
    meeting, cancelled = (
        add_meeting(actor, plan, date(2026, 1, 10), "ครั้งที่ 1", [key]) for _number in range(2)
    )
    remove_meeting(actor, cancelled)
    made.add(
        "<int:number>",
        progress_entry=[entry.pk],
        progress_entry_restore=[gone.pk],
        evidence_new=[entry.pk],
        evidence_remove=[shown.pk],
        evidence_restore=[hidden.pk],
        meeting=[meeting.pk],
        meeting_restore=[cancelled.pk],
        minutes=[meeting.pk],
    )
    made.add("<slug:key>", progress=[key])


def _people(made: Furnished) -> None:
    """Invite somebody, and let a member and a division go."""
    house = made.house
    invitation, token = invite(
        house.actor(Role.MANAGER), email="new@example.com", name="ใหม่", roles={Role.READER}
    )
    gone = add_division(house.actor(), "กองเดิม")
    remove_division(house.actor(), gone)
    end_membership(house.actor(Role.MANAGER), the_member(house.agency, house.users[Role.READER].pk))
    made.add(
        "<int:number>",
        member=[house.users[Role.STAFF].pk],
        person=[house.users[Role.STAFF].pk],
        hand_over=[house.users[Role.STAFF].pk],
        member_restore=[house.users[Role.READER].pk],
        invitation=[invitation.pk],
        division=[house.divisions["works"].pk],
        division_restore=[gone.pk],
        chain=[ChainStep.objects.first().pk],
        agency=[house.agency.pk],
        agency_list=[987_654],
    )
    made.add("<int:successor>", hand_over=[house.users[Role.OFFICER].pk])
    made.add("<str:token>", invitation=[token], calendar=[make_calendar(house.users[Role.OFFICER])])
    made.add("<str:words>", chain=["words"])
    made.add("<str:which>", picture=["seal"])
    made.add("<str:provider_id>", openid=["oidc"])


def _area(made: Furnished) -> None:
    """Let the officer coordinate an area with the agency in it, and send it a message."""
    house = made.house
    area = Area.objects.create(name=f"กลุ่มของ{house.agency}")
    area.agencies.add(house.agency)
    user = house.users[Role.OFFICER]
    held = Coordinator.objects.create(area=area, user=user)
    message = send(
        Coordination(user, area),
        [house.agency.pk],
        fiscal_year=YEAR,
        reason="no-plan",
        text="ขอความร่วมมือ",
        key=uuid4(),
    )
    made.add("<int:area>", **{"": [area.pk]})
    made.add("<int:member>", area=[house.agency.pk])
    made.add("<int:held>", coordinator=[held.pk])
    made.add(
        "<int:number>",
        area=[area.pk],
        area_message=[message.pk],
        coordinator=[area.pk],
        notice=[message.notices.get().pk],
    )
