import pytest

from prongsai.intake.model import Agency
from prongsai.language.problems import InputError
from prongsai.planning.divisions import (
    KEYS,
    division_names,
    divisions_of,
    head_of,
    known_types,
    owner_names,
    type_named,
    usual_approvers,
)

TYPES = ("เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "จังหวัด", "")


@pytest.mark.parametrize("kind", TYPES)
def test_divisions_of_any_type_name_every_key(kind: str) -> None:
    names = divisions_of(Agency("ตัวอย่าง", kind))
    assert (tuple(names), all(names.values())) == (KEYS, True)


def test_divisions_of_a_city() -> None:
    assert tuple(divisions_of(Agency("เทศบาลเมืองตัวอย่าง", "เทศบาลเมือง")).values()) == (
        "สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสาธารณสุขและสิ่งแวดล้อม", "กองสวัสดิการสังคม",
        "กองยุทธศาสตร์และงบประมาณ", "กองการเจ้าหน้าที่", "หน่วยตรวจสอบภายใน", "งานนิติการ สำนักปลัดเทศบาล", "ทุกส่วนราชการ",
    )  # fmt: skip


def test_divisions_that_a_small_agency_lacks_fall_to_its_office() -> None:
    names = divisions_of(Agency("อบต.ตัวอย่าง", "องค์การบริหารส่วนตำบล"))
    assert {key for key, name in names.items() if name == "สำนักปลัด"} == {
        "office", "strategy", "personnel", "legal",
    }  # fmt: skip


def test_divisions_of_the_agency_itself_come_before_typical_ones() -> None:
    agency = Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", office="งานวิเคราะห์นโยบายและแผน")
    names = divisions_of(agency, {"finance": "กองการเงิน", "works": ""})
    assert [names[key] for key in ("office", "finance", "works", "legal")] == [
        "งานวิเคราะห์นโยบายและแผน", "กองการเงิน", "กองช่าง", "งานวิเคราะห์นโยบายและแผน",
    ]  # fmt: skip


def test_divisions_with_an_unknown_key_are_refused() -> None:
    with pytest.raises(InputError, match="“kitchen” is no key of a division — use one of office, finance"):
        divisions_of(Agency("ตัวอย่าง"), {"kitchen": "โรงครัว"})


def test_division_names_are_each_said_once_without_every_division() -> None:
    assert division_names(divisions_of(Agency("ตัวอย่าง"))) == (
        "ฝ่ายบริหารทั่วไป", "ฝ่ายการเงินและพัสดุ", "ฝ่ายแผนงานและงบประมาณ", "ฝ่ายการเจ้าหน้าที่", "หน่วยตรวจสอบภายใน", "ฝ่ายกฎหมาย",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (("strategy", "office", "finance"), ("สำนักปลัดเทศบาล", "กองคลัง")),
        (("finance", "office", "all", "all"), ("กองคลัง", "สำนักปลัดเทศบาล", "ทุกส่วนราชการ")),
        (("finance", "all", "office", "works"), ("กองคลัง", "สำนักปลัดเทศบาล", "ทุกส่วนราชการ")),
        (("all", "office"), ("สำนักปลัดเทศบาล", "ทุกส่วนราชการ")),
        (
            ("office", "finance", "health", "finance", "works"),
            ("กองคลัง", "สำนักปลัดเทศบาล", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ),
        (("all",), ("ทุกส่วนราชการ",)),
    ],
)
def test_owner_names_lead_with_the_one_mentioned_most(keys: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert owner_names(keys, divisions_of(Agency("ตัวอย่าง", "เทศบาลตำบล"))) == names


def test_head_of_an_agency() -> None:
    assert head_of(Agency("ตัวอย่าง", "เทศบาลเมือง")) == "นายกเทศมนตรี"
    assert head_of(Agency("ตัวอย่าง", "เทศบาลเมือง", head="นายกเทศมนตรีเมืองตัวอย่าง")) == "นายกเทศมนตรีเมืองตัวอย่าง"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("เทศบาลเมืองตัวอย่าง", "เทศบาลเมือง"),
        ("องค์การบริหารส่วนจังหวัดตัวอย่าง", "องค์การบริหารส่วนจังหวัด"),
        ("อบต.ตัวอย่าง", "อบต."),
        ("โรงพยาบาลตัวอย่าง", ""),
    ],
)
def test_type_is_told_by_the_name(name: str, kind: str) -> None:
    assert type_named(name) == kind


def test_known_types_are_those_with_usual_divisions() -> None:
    assert known_types() == (
        "เทศบาลนคร",
        "เทศบาลเมือง",
        "เทศบาลตำบล",
        "องค์การบริหารส่วนตำบล",
        "องค์การบริหารส่วนจังหวัด",
    )


@pytest.mark.parametrize(
    ("agency", "positions"),
    [
        (Agency("ตัวอย่าง", "เทศบาลตำบล"), ("หัวหน้าสำนักปลัดเทศบาล", "ปลัดเทศบาล", "นายกเทศมนตรี")),
        (
            Agency("ตัวอย่าง", "อบต.", head="นายกองค์การบริหารส่วนตำบลตัวอย่าง"),
            ("หัวหน้าสำนักปลัด", "ปลัดองค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบลตัวอย่าง"),
        ),
        (
            Agency("ตัวอย่าง", "องค์การบริหารส่วนจังหวัด"),
            (
                "หัวหน้าสำนักปลัดองค์การบริหารส่วนจังหวัด",
                "ปลัดองค์การบริหารส่วนจังหวัด",
                "นายกองค์การบริหารส่วนจังหวัด",
            ),
        ),
        (Agency("โรงพยาบาลตัวอย่าง"), ("หัวหน้าหน่วยงาน",)),
    ],
)
def test_usual_approvers_end_with_the_head(agency: Agency, positions: tuple[str, ...]) -> None:
    assert usual_approvers(agency) == positions
