"""The log as officials read it: no key, no code word and no date of a machine, on the page and in the files."""

import pytest
from django.apps import apps
from django_scopes import scope

from houses import INPUTS
from machine_words import machine_words
from prongsai.planning.keeping import Outcome
from prongsai.site.accounts.models import Name
from prongsai.site.agencies.invitations.actions import invite, revoke
from prongsai.site.audit.fields import CODES, FIELDS, WITHIN
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import acts_of
from prongsai.site.audit.telling import tell
from prongsai.site.audit.words import ACTS, THINGS
from prongsai.site.doors import note
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make
from prongsai.site.plans.models import Measure
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.shell.speech import speaking


def changes(kind, before=None, after=None, language="th", *, thai_digits=False):
    """Tell an act on a thing of a kind that is there no more."""
    act = Act(
        actor=Name(text="ก"),
        code="x",
        object_kind=kind,
        object_id="1",
        before=before or {},
        after=after or {},
    )
    with speaking(language, thai_digits=thai_digits):
        (told,) = tell([act])
    return told.changes


def after(kind, facts, language="th"):
    return {each.field: each.after for each in changes(kind, after=facts, language=language)}


@pytest.fixture
def planned(house, within):
    """Give the first agency's plan, with a measure that has no name."""
    year = start_round(house.actor(), 2568)
    enter_result(house.actor(), year, INPUTS, kind="published", way="form")
    plan = make(house.actor(), year, 2569, 2569).plan
    Measure.objects.filter(plan=plan, key="m2").update(title="")
    return plan


def test_every_word_of_the_tables_is_thai():
    with speaking("th"):
        tables = {"FIELDS": FIELDS, "WITHIN": WITHIN, "ACTS": ACTS, "THINGS": THINGS, **CODES}
        told = {name: machine_words(map(str, table.values())) for name, table in tables.items()}
    assert told == {name: set() for name in tables}


def test_every_choice_of_a_recorded_thing_is_told_in_words(db):
    found = {}
    for kind in THINGS:
        for field in apps.get_model(kind)._meta.fields:
            for value in filter(None, dict(field.flatchoices)):
                found[kind, field.name, value] = after(kind, {field.name: value})
    assert {key: told for key, told in found.items() if machine_words(told.values())} == {}
    assert len(found) > 30


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        ("plans.version", {"published_at": "2026-12-01 00:00:00+07:00"}, {"วันที่เผยแพร่": "1 ธันวาคม 2569"}),
        ("plans.version", {"published_at": "2026-11-30 17:00:00+00:00"}, {"วันที่เผยแพร่": "1 ธันวาคม 2569"}),
        ("api.token", {"expires_at": "2026-11-30 17:30:00+00:00"}, {"ใช้ได้ถึง": "1 ธันวาคม 2569 เวลา 00:30 น."}),
        ("plans.approval", {"signed_on": "2026-11-30"}, {"วันที่ลงนาม": "30 พฤศจิกายน 2569"}),
        ("agencies.agency", {"since": "2025-04-10"}, {"ตั้งแต่วันที่": "10 เมษายน 2568"}),
        ("agencies.agency", {"since": "2568-04-10"}, {"ตั้งแต่วันที่": "10 เมษายน 2568"}),
        ("agencies.agency", {"since": "some day"}, {"ตั้งแต่วันที่": "some day"}),
        ("papers.paperorder", {"papers": ["picture", "order"]}, {"เอกสาร": "ภาพสรุปผลการประเมิน, คำสั่งแต่งตั้งคณะทำงาน"}),
        ("papers.paperorder", {"formats": ["docx", "pdf"]}, {"ชนิดไฟล์": "DOCX, PDF"}),
        ("agencies.agency", {"format": "xlsx", "lines": 2}, {"ชนิดของไฟล์": "XLSX", "จำนวนรายการ": "2"}),
        ("rounds.result", {"decisive": "published result 2568"}, {"ผลที่ใช้อ้างอิง": "ผลที่ประกาศแล้ว 2568"}),
        ("public.publicpage", {"shown_parts": ["Results"]}, {"เนื้อหาที่เผยแพร่": "ผลการประเมิน"}),
        ("accounts.name", {"second_factor": "totp"}, {"การยืนยันตัวตนสองขั้นตอน": "แอปสร้างรหัสยืนยันตัวตน"}),
        ("progress.evidence", {"measure": "m3"}, {"มาตรการ": "มาตรการที่ยังไม่มีชื่อ"}),
    ],
)  # fmt: skip
def test_codes_and_days_are_told_in_words(db, kind, facts, words):
    assert after(kind, facts) == words


def test_days_and_figures_are_told_with_the_readers_digits_and_texts_as_they_were_typed(db):
    facts = {"day": "2025-12-20", "percent": "62.5", "title": "รายงาน 2568"}
    assert {each.after for each in changes("progress.entry", after=facts, thai_digits=True)} == {
        "๒๐ ธันวาคม ๒๕๖๘",
        "๖๒.๕",
        "รายงาน 2568",
    }


def test_a_result_is_told_in_words_to_its_leaves(db):
    inputs = {
        "depth": "questions",
        "questions": {"EIT1": {"e4": "91.00"}},
        "items": {"o13": "100"},
        "announced": "2025-08-15",
        "rank": {"place": "3", "of": "40", "among": "เทศบาล"},
        "remarks": [{"codes": ["e9"], "part": "EIT1", "text": "ก", "refs": ["o8"]}],
    }
    assert after("rounds.result", {"inputs": inputs}) == {
        "ข้อมูลที่กรอก › ระดับรายละเอียดของคะแนน": "รายข้อคำถามและข้อ OIT",
        "ข้อมูลที่กรอก › ข้อคำถาม › EIT ส่วนที่ 1 › e4": "91.00",
        "ข้อมูลที่กรอก › ข้อ OIT › o13": "100",
        "ข้อมูลที่กรอก › วันที่ประกาศผล": "15 สิงหาคม 2568",
        "ข้อมูลที่กรอก › ลำดับที่ประกาศ › ลำดับที่": "3",
        "ข้อมูลที่กรอก › ลำดับที่ประกาศ › จากจำนวนหน่วยงาน": "40",
        "ข้อมูลที่กรอก › ลำดับที่ประกาศ › กลุ่มหน่วยงานที่จัดลำดับ": "เทศบาล",
        "ข้อมูลที่กรอก › ข้อสังเกต › 1 › ข้อคำถามหรือข้อ OIT": "e9",
        "ข้อมูลที่กรอก › ข้อสังเกต › 1 › ส่วน": "EIT ส่วนที่ 1",
        "ข้อมูลที่กรอก › ข้อสังเกต › 1 › ข้อความ": "ก",
        "ข้อมูลที่กรอก › ข้อสังเกต › 1 › ข้อ OIT ที่เกี่ยวข้อง": "o8",
    }


def test_a_step_is_told_without_its_key_and_by_what_it_answers(db):
    step = {
        "key": "s1",
        "text": "ก",
        "answers": ["9", "EIT1/e9", "remark/EIT1/e9", "remark/o13"],
        "refs": ["structure"],
    }
    assert after("plans.measure", {"steps": [step], "aim": "mend"}) == {
        "จุดมุ่งหมาย": "แก้ไขโดยเร่งด่วน",
        "ขั้นตอนการดำเนินการ › 1 › ข้อความ": "ก",
        "ขั้นตอนการดำเนินการ › 1 › ข้อค้นพบที่แก้ไข": "ตัวชี้วัดที่ 9, e9 (EIT ส่วนที่ 1), ข้อสังเกตต่อ e9 (EIT ส่วนที่ 1), ข้อสังเกตต่อ o13",
        "ขั้นตอนการดำเนินการ › 1 › ข้อ OIT ที่เกี่ยวข้อง": "โครงสร้าง หน้าที่และอำนาจ",
    }  # fmt: skip


def test_what_became_of_each_text_of_a_plan_is_told_in_words(house, planned):
    places = (
        "texts/introduction",
        "paragraphs/7",
        "measures/m1/title",
        "measures/m1/steps: ก",
        "measures/m2",
    )
    notes = [f"{outcome} {place}" for outcome in Outcome.__args__ for place in places]
    with scope(agency=house.agency), speaking("th"):
        note(house.users[Role.OFFICER].name, "plan.renewed", planned, after={"notes": notes}, name="2569")
        (told,) = tell(Act.objects.filter(code="plan.renewed"))
    (change,) = told.changes
    assert machine_words([change.after]) == set()
    title = Measure.objects.get(plan=planned, key="m1").title
    assert change.after.split(", ")[5:10] == [
        "ความนำ: ปรับตามผลการประเมินแล้ว",
        "ผลการวิเคราะห์ตัวชี้วัดที่ 7: ปรับตามผลการประเมินแล้ว",
        f"{title} · ชื่อมาตรการ: ปรับตามผลการประเมินแล้ว",
        f"{title} · ขั้นตอนการดำเนินการ: ก: ปรับตามผลการประเมินแล้ว",
        "มาตรการที่ยังไม่มีชื่อ: ปรับตามผลการประเมินแล้ว",
    ]
    assert after("plans.plan", {"notes": ["anything"]}) == {"ผลการปรับข้อความ": "anything"}


def test_one_who_is_invited_is_named_until_erased_and_found(house, within):
    invitation, _token = invite(
        house.actor(Role.MANAGER), email="a@b.go.th", name="สมศรี", roles=[Role.READER]
    )
    revoke(house.actor(Role.MANAGER), invitation)
    with speaking("th"):
        told = tell(acts_of(house.agency, words="สมศรี"))
        assert [(each.did, each.name) for each in told] == [("ยกเลิกคำเชิญ", "สมศรี"), ("เชิญบุคลากร", "สมศรี")]
        Name.objects.filter(pk=invitation.person_id).update(text="")
        erased = {each.name for each in tell(acts_of(house.agency))}
    assert erased == {f"บุคคลที่ลบข้อมูลแล้ว ลำดับที่ {invitation.person_id}"}


@pytest.mark.parametrize(
    ("kind", "kept", "words"),
    [
        ("rounds.round", "2568", "๒๕๖๘"),
        ("rounds.result", "published result 2568", "ผลที่ประกาศแล้ว ๒๕๖๘"),
        ("rounds.entry", "typed into the form", "กรอกคะแนนในระบบ"),
        ("plans.version", "1", "ฉบับที่ ๑"),
        ("plans.measure", "m11", "มาตรการที่ยังไม่มีชื่อ"),
        ("public.publicpage", "1", ""),
        ("agencies.invitation", "ผู้อ่าน", "ผู้อ่าน"),
        ("readings.reading", "report-2568.pdf", "report-2568.pdf"),
    ],
)
def test_things_are_called_as_people_call_them(db, kind, kept, words):
    act = Act(actor=Name(text="ก"), code="x", object_kind=kind, object_id="1", object_name=kept)
    with speaking("th", thai_digits=True):
        assert [each.name for each in tell([act])] == [words]
