"""An agency whose plan was approved, so that it can be followed up."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from houses import INPUTS, House
from prongsai.planning.follow_up import follow_up_of
from prongsai.site.agencies.models import Division
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, make, submit
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.plans.queries import latest_version, the_plan
from prongsai.site.progress.actions import Exhibit, Reported, enter_progress
from prongsai.site.progress.models import Entry
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

YEAR = 2568
PLAN_YEAR = 2569
START, END = date(2025, 10, 1), date(2026, 9, 30)
DECEMBER, MARCH, JUNE = date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)


def add_to_plan(plan: Plan, key: str, owners: Sequence[Division], **fields: object) -> Measure:
    """Put a measure with every part filled in into a plan; it is reported on each quarter of the whole year."""
    follow_up = follow_up_of("quarter")
    measure = Measure.objects.create(
        agency=plan.agency,
        plan=plan,
        key=key,
        place=int(key[1:]),
        **{
            "title": f"มาตรการ {key}",
            "indicators": [7],
            "steps": [{"key": "s1", "text": "ทำตามขั้นตอน", "answers": [], "refs": []}],
            "period_words": "ตลอดปีงบประมาณ",
            "start": START,
            "end": END,
            "follow_up_words": follow_up.words,
            "cadence": follow_up.cadence,
            "expected_gain": Decimal("0.50"),
            **fields,
        },
    )
    for place, division in enumerate(owners):
        Ownership.objects.create(agency=plan.agency, measure=measure, division=division, place=place)
    return measure


def plan_with_measures(house: House, year: int = YEAR, inputs: dict[str, object] = INPUTS) -> Plan:
    """Make a plan: m1 of finance, shared with works; m2 of works; m3 of all divisions. In the agency's scope."""
    each = start_round(house.actor(), year)
    enter_result(house.actor(), each, inputs, kind="published", way="form")
    make(house.actor(), the_round(house.agency, year), year + 1, PLAN_YEAR)
    plan = the_plan(the_round(house.agency, year))
    plan.measures.all().delete()
    own = [each.pk for each in house.divisions.values()]
    plan.agency.divisions.filter(ownerships=None).exclude(pk__in=own).delete()
    everybody, _new = Division.objects.get_or_create(
        agency=house.agency, key="all", defaults={"name": "ทุกส่วนราชการ", "place": 9}
    )
    finance, works = house.divisions["finance"], house.divisions["works"]
    add_to_plan(plan, "m1", [finance, works])
    add_to_plan(plan, "m2", [works], indicators=[9, 10])
    add_to_plan(plan, "m3", [everybody], indicators=[])
    return plan


def approve(house: House, plan: Plan) -> None:
    """Submit a plan and approve it at every step."""
    submit(house.actor(), plan, "", "เพียงพอสำหรับการทดสอบ")
    for _step in range(2):
        version = latest_version(plan)
        assert version is not None
        version.plan = plan
        decide(house.actor(Role.APPROVER), version, "approved")


def approved(house: House) -> Plan:
    """Give the approved plan of an agency for 2569, with the measures m1, m2 and m3. In the agency's scope."""
    plan = plan_with_measures(house)
    approve(house, plan)
    return the_plan(the_round(house.agency, YEAR))


def report(
    house: House,
    plan: Plan,
    *,
    measure: str = "m1",
    division: str = "finance",
    day: date = date(2025, 12, 20),
    percent: int = 40,
    role: Role = Role.OFFICER,
    exhibits: Sequence[Exhibit] = (),
    **more: object,
) -> Entry:
    """Enter progress on a measure."""
    what = Reported(day, Decimal(percent), **{"result": "อบรมแล้ว 2 ใน 4 กลุ่ม", **more})  # type: ignore[arg-type]
    return enter_progress(house.actor(role), plan, measure, house.divisions[division], what, exhibits)
