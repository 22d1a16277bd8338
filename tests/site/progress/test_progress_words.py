"""The words of follow-up in Thai: one thing has one name, and two states never have names that mean the same."""

from django.utils.translation import gettext, override

from prongsai.site.progress.words import KINDS


def test_a_missed_report_and_an_overdue_measure_are_told_apart():
    with override("th"):
        assert {kind: str(words) for kind, words in KINDS.items()} == {
            "overdue": "เกินกำหนดตั้งแต่",
            "missed": "ยังไม่รายงานตามกำหนด",
            "next": "ส่งภายใน",
        }


def test_the_leading_division_is_called_the_same_in_plan_follow_up_and_on_the_public_page():
    with override("th"):
        assert {gettext(each) for each in ("leads", "Who leads")} == {"หน่วยงานหลัก"}
        assert gettext("(leads)") == "(หน่วยงานหลัก)"


def test_follow_up_says_by_which_version_it_follows():
    with override("th"):
        said = gettext("Version %(number)s counts (%(state)s); only confirmed entries count.")
    assert said.startswith("ติดตามผลตามแผนฉบับที่ ")
