"""Evidence and what came of the measures, by the interface as on the pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from api_house import YEAR
from houses import INPUTS


@pytest.fixture
def base(house, furnished):
    return f"/agencies/{house.agency.pk}/rounds/{YEAR}/progress"


def pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 proof")


def shown(evidence):
    return [
        (each["title"], each["dated_on"], each["link"], each["file"] and each["file"]["name"])
        for each in evidence
    ]


def test_evidence_without_title_and_date_bears_its_name_and_no_day(call, furnished, base):
    link = {"link": "https://example.com/a"}
    body = {
        "measure": furnished["followed"], "division": furnished["owner"], "day": "2025-11-24", "percent": "40",
        "result": "อบรมแล้ว", "links": [link, {**link, "title": "ภาพ", "dated_on": "2025-11-20"}],
    }  # fmt: skip
    entry = call("POST", f"{base}/entries", body).json()
    proved = call.upload(f"{base}/entries/{entry['id']}/evidence", file=pdf("proof.pdf")).json()
    assert shown(proved["evidence"]) == [
        ("ภาพ", "2025-11-20", "https://example.com/a", None),
        ("https://example.com/a", None, "https://example.com/a", None),
        ("proof", None, "", "proof.pdf"),
    ]
    kept = call.upload(f"{base}/meetings/{furnished['meeting']}/minutes", file=pdf("minutes.pdf")).json()
    assert shown(kept["minutes"]) == [("minutes", None, "", "minutes.pdf")]


def test_evidence_that_the_page_refuses_is_refused_where_it_stands(call, furnished, base):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    link = {"title": "ภาพ", "link": "https://example.com/a"}
    body = {
        "measure": furnished["followed"], "division": furnished["owner"], "day": "2025-11-24", "percent": "40",
        "result": "อบรมแล้ว", "links": [link, {**link, "dated_on": tomorrow}],
    }  # fmt: skip
    of_links = call("POST", f"{base}/entries", body)
    nowhere = call("POST", f"{base}/entries", {**body, "links": [{"link": "https://nowhere"}]})
    evidence = f"{base}/entries/{furnished['entry']}/evidence"
    of_files = call.upload(evidence, file=SimpleUploadedFile("a.exe", b"MZ"), dated_on=tomorrow)
    told = [[each["where"] for each in answer.json()["problems"]] for answer in (of_links, nowhere, of_files)]
    assert told == [["links.1.dated_on"], ["links.0.link"], ["file", "dated_on"]]


def test_evidence_is_removed_and_restored(call, furnished, base):
    evidence = f"{base}/evidence/{furnished['evidence']}"

    def left():
        entries = call("GET", base).json()["entries"]
        return [each["id"] for one in entries for each in one["evidence"]]

    assert left() == [furnished["evidence"]]
    assert call("POST", f"{evidence}/restore").status_code == 404
    assert call("DELETE", evidence).status_code == 204
    assert (left(), call("DELETE", evidence).status_code) == ([], 404)
    back = call("POST", f"{evidence}/restore").json()
    assert shown([back]) == [("ภาพที่ 1", "2025-11-20", "https://example.com/1", None)]
    assert left() == [furnished["evidence"]]


def test_outcome_waits_for_the_next_result_and_then_tells_points(house, call, furnished, base):
    assert call("GET", f"{base}/outcome").json() == {"year_after": YEAR + 1, "ending": None}
    rounds = f"/agencies/{house.agency.pk}/rounds"
    call("POST", rounds, {"fiscal_year": YEAR + 1})
    indicators = {str(number): "90.00" for number in range(1, 11)}
    inputs = {"fiscal_year": str(YEAR + 1), "depth": "indicators", "indicators": indicators, "total": "90.00"}
    assert call("POST", f"{rounds}/{YEAR + 1}/results", {"inputs": inputs}).status_code == 201
    call("POST", f"{base}/entries/{furnished['entry']}/confirm", {"revision": 0})
    plan = {each["key"]: each for each in call("GET", f"{rounds}/{YEAR}/plan").json()["measures"]}
    ending = call("GET", f"{base}/outcome").json()["ending"]
    totals = [ending[key] for key in ("total_before", "total_after", "change", "expected", "gain")]
    gains = [each["expected_gain"] for each in plan.values() if each["expected_gain"]]
    assert totals == ["92.36", "90.00", "-2.36", f"{sum(map(float, gains)):.2f}", "-2.36"]
    assert [(each["number"], each["measure"]) for each in ending["measures"]] == list(enumerate(plan, 1))
    [first] = [each for each in ending["measures"] if each["measure"] == furnished["followed"]]
    known = INPUTS["indicators"]
    assert first == {
        "number": 1,
        "measure": furnished["followed"],
        "title": plan[furnished["followed"]]["title"],
        "percent": "20.00",
        "indicators": [
            {
                "indicator": each,
                "before": known[str(each)],
                "after": "90.00",
                "change": f"{90 - float(known[str(each)]):.2f}",
                "shared": [],
            }
            for each in plan[furnished["followed"]]["indicators"]
        ],
        "gain": "-0.44",
        "expected_gain": plan[furnished["followed"]]["expected_gain"],
    }
    assert first["indicators"] != []
    assert ending["broken"][-1]["key"] == "total"
    assert all(each["words"] for each in ending["broken"])
