"""The agency of a report, from cover, title and sentences: what most of its mentions say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from prongsai.intake.indicator_names import bare
from prongsai.intake.model import Agency
from prongsai.reading.model import Place

#: Types as reports write them, and their full names; the types with a place name behind them.
TYPES = {
    "เทศบาลนคร": "เทศบาลนคร",
    "เทศบาลเมือง": "เทศบาลเมือง",
    "เทศบาลตำบล": "เทศบาลตำบล",
    "องค์การบริหารส่วนตำบล": "องค์การบริหารส่วนตำบล",
    "อบต.": "องค์การบริหารส่วนตำบล",
    "องค์การบริหารส่วนจังหวัด": "องค์การบริหารส่วนจังหวัด",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "สถานีตำรวจภูธร": "สถานีตำรวจภูธร",
    "สถานีตำรวจนครบาล": "สถานีตำรวจนครบาล",
    "โรงพยาบาล": "โรงพยาบาล",
    "สำนักงานสาธารณสุขจังหวัด": "สำนักงานสาธารณสุขจังหวัด",
    "สำนักงานสาธารณสุขอำเภอ": "สำนักงานสาธารณสุขอำเภอ",
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา": "สำนักงานเขตพื้นที่การศึกษา",
    "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา": "สำนักงานเขตพื้นที่การศึกษา",
    "โรงเรียน": "โรงเรียน",
    "มหาวิทยาลัย": "มหาวิทยาลัย",
}
#: Types that only count on a cover or in a title, since texts speak of other such bodies too.
_WEAK = ("กรม", "สำนักงาน", "สถาบัน", "วิทยาลัย", "กระทรวง", "การ", "องค์การ")
_PLACE_TYPES = tuple(name for name in TYPES if name[:3] in {"เทศ", "องค", "อบต", "อบจ"})
_WORD = "[ก-ฯะ-ฺเ-๎]+"
_STOP = re.compile(
    r"(?:ประจำปี|ปีงบประมาณ|อำเภอ|จังหวัด|ได้คะแนน|ได้รับ|ได้ดำเนิน|ได้ทำการ|ได้กำหนด|ได้เข้าร่วม|ได้นำ|มีผล|มีคะแนน|ผลการประเมิน|"
    r"เข้าร่วม|อยู่ในลำดับ|อยู่ในระดับ|พบว่า|ดังนี้|โดยมี|จึงได้|จึงกำหนด|หวังเป็น|ควรพัฒนา).*"
)
_TYPED = re.compile(
    rf"(?<!ประเภท)(?<!ประเภท )(?P<type>{'|'.join(map(re.escape, TYPES))})(?P<gap> ?)(?P<name>{_WORD})"
)
_NAMED = re.compile(r"ชื่อหน่วยงาน\s*[::]?\s*(?P<name>\S.*?)\s*(?=อำเภอ|จังหวัด|ปีงบประมาณ|ประจำปี|$)")
_OF = re.compile(rf"ผลการประเมิน[^\n]{{0,90}}?ของ(?!หน่วยงาน|รัฐ|ภาครัฐ|ผู้)(?P<name>{_WORD})(?=\s|$)")
_WEAK_LINE = re.compile(rf"(?P<name>(?:{'|'.join(_WEAK)}){_WORD})(?:\s+(?:อำเภอ|จังหวัด|กระทรวง).*)?")
_DISTRICT = re.compile(rf"(?:อำเภอ|(?<![ก-๎.])อ\.)\s?(?P<name>{_WORD})")
_PROVINCE = re.compile(
    rf"(?<!ส่วน)(?<!สาธารณสุข)(?<!ระดับ)(?<!ใน)(?<!ประจำ)(?:จังหวัด|(?<![ก-๎.])จ\.)\s?(?P<name>{_WORD})"
)
_BOTH = re.compile(
    rf"{_DISTRICT.pattern.replace('name', 'district')}\s*{_PROVINCE.pattern.replace('name', 'province')}"
)
_COVER = 12
_TITLE_WEIGHT = 3


Text = tuple[str, Place]


def read_agency(texts: Sequence[Text]) -> tuple[Agency, dict[str, Place]]:
    """Give the agency that the texts speak of, and where each of its fields stands.

    The name with most mentions wins, those at the beginning and beside a district counting more. Forms that
    differ only by marks which copying loses are one name, in its fullest form. A field that is nowhere is empty.
    """
    places: dict[str, Place] = {}
    name, typed = _name(texts, places)
    district, province = _places_of(texts, places)
    if not province and typed == "องค์การบริหารส่วนจังหวัด":
        province = name.removeprefix("องค์การบริหารส่วนจังหวัด")
    return Agency(name, typed, district, province), places


def _name(texts: Sequence[Text], places: dict[str, Place]) -> tuple[str, str]:
    """Give name and type of the agency."""
    votes: Counter[str] = Counter()
    where: dict[str, Place] = {}
    for number, (text, place) in enumerate(texts):
        weight = _TITLE_WEIGHT if number < _COVER else 1
        for match in _TYPED.finditer(text):
            name = _STOP.sub("", match["name"])
            if not name or (match["gap"] and number >= _COVER):
                continue
            full = TYPES[match["type"]]
            shown = match["type"] if full.startswith(match["type"][:3]) and "." not in match["type"] else full
            _vote(votes, where, f"{shown}{name}", place, weight)
    if votes:
        name = _winner(votes)
        places["name"] = where[name]
        return name, next(full for word, full in TYPES.items() if name.startswith(word))
    return _plain_name(texts, places)


def _plain_name(texts: Sequence[Text], places: dict[str, Place]) -> tuple[str, str]:
    """Give the name of an agency of another type: as it is labelled, on a line of its own, or after “ของ”."""
    for pattern, count in ((_NAMED, len(texts)), (_WEAK_LINE, _COVER), (_OF, len(texts))):
        for text, place in texts[:count]:
            match = pattern.fullmatch(text.strip()) if pattern is _WEAK_LINE else pattern.search(text)
            if match and (name := _STOP.sub("", match["name"]).strip()):
                places["name"] = place
                return name, next((word for word in _WEAK if name.startswith(word) and word != "การ"), "")
    return "", ""


def _places_of(texts: Sequence[Text], places: dict[str, Place]) -> tuple[str, str]:
    """Give district and province."""
    districts: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    where: dict[str, Place] = {}
    for number, (text, place) in enumerate(texts):
        weight = _TITLE_WEIGHT if number < _COVER else 1
        for match in _BOTH.finditer(text):
            _vote(districts, where, _STOP.sub("", match["district"]), place, weight, "district")
            _vote(provinces, where, _STOP.sub("", match["province"]), place, weight, "province")
        if number < _COVER:
            for field, votes, pattern in (
                ("district", districts, _DISTRICT),
                ("province", provinces, _PROVINCE),
            ):
                for match in pattern.finditer(text):
                    _vote(votes, where, _STOP.sub("", match["name"]), place, 1, field)
    found = []
    for field, votes in (("district", districts), ("province", provinces)):
        found.append(_winner(votes) if votes else "")
        if votes:
            places[field] = where[f"{field}{found[-1]}"]
    return found[0], found[1]


def _vote(
    votes: Counter[str], where: dict[str, Place], name: str, place: Place, weight: int, field: str = ""
) -> None:
    votes[name] += weight
    where.setdefault(f"{field}{name}", place)


def _winner(votes: Counter[str]) -> str:
    """Give the name with most votes, forms with lost marks counted together, in its fullest form that is there."""
    together: Counter[str] = Counter()
    for name, count in votes.items():
        together[bare(name)] += count * bool(name)
    best = together.most_common(1)[0][0]
    return max(_forms(votes, best), key=lambda name: (len(name), votes[name]))


def _forms(votes: Counter[str], form: str) -> Iterable[str]:
    return [name for name in votes if bare(name) == form]
