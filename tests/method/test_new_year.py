"""Adding a year is adding a file: a made-up year is read, compared, listed, checked and scored."""

from decimal import Decimal

from prongsai.intake.model import Result
from prongsai.method.difference import difference
from prongsai.method.library import PACKS, check_packs, load_method, years
from prongsai.scoring.model import Decided
from prongsai.scoring.score import score


def new_year(directory) -> None:
    """Copy the packs of 2567 and 2568 and add a made-up 2569: another weight, a level, an item under a new title."""
    for year in (2567, 2568):
        (directory / f"{year}.yaml").write_bytes((PACKS / f"{year}.yaml").read_bytes())
    text = (PACKS / "2568.yaml").read_text(encoding="utf-8")
    links = text.index("\nlinks:")
    made = text[:links] + "\nlinks: []\n"
    for old, new in [
        ("fiscal_year: 2568", "fiscal_year: 2569"),
        ("    weight: 40", "    weight: 30"),
        ("    name_en: External Integrity and Transparency Assessment\n    weight: 30",
         "    name_en: External Integrity and Transparency Assessment\n    weight: 40"),
        ("name_th: ต้องปรับปรุง, name_en: needs improvement, total_min: 70",
         "name_th: ต้องปรับปรุง, name_en: needs improvement, total_min: 60"),
        ("title_th: ข่าวประชาสัมพันธ์", "title_th: ข่าวและกิจกรรม"),
    ]:  # fmt: skip
        assert made.count(old) == 1, old
        made = made.replace(old, new)
    (directory / "2569.yaml").write_text(made, encoding="utf-8")


def test_made_up_year_is_a_file_more(tmp_path):
    new_year(tmp_path)
    assert years(tmp_path) == (2567, 2568, 2569)
    assert check_packs(tmp_path) == ()


def test_made_up_year_is_compared(tmp_path):
    new_year(tmp_path)
    before, after = load_method(2568, tmp_path), load_method(2569, tmp_path)
    assert before.hash == load_method(2568).hash != after.hash
    changed = [
        each for each in difference(before, after, tmp_path) if each.kind != "continues" or each.renamed
    ]
    assert [(each.kind, each.before[0].title_th, each.after[0].title_th) for each in changed] == [
        ("continues", "ข่าวประชาสัมพันธ์", "ข่าวและกิจกรรม")
    ]


def test_made_up_year_is_scored_by_its_own_weights(tmp_path):
    new_year(tmp_path)
    scores = dict.fromkeys(range(1, 11), Decimal(60)) | dict.fromkeys((6, 7, 8), Decimal("67.02"))
    result = Result(fiscal_year=2569, depth="indicators", indicators=scores)
    scored = score(result, load_method(2569, tmp_path))
    assert scored.total.value == Decimal("62.81")
    assert isinstance(scored.level, Decided)
    assert scored.level.name == "ต้องปรับปรุง"
