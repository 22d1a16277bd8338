"""The text of a calendar, as RFC 5545 asks: lines, folds, what is escaped."""

from datetime import UTC, date, datetime

from prongsai.site.reminders.icalendar import Event, written

MADE = datetime(2025, 12, 24, 1, 2, 3, tzinfo=UTC)


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_calendar_is_written_whole():
    event = Event(
        "a-1@example.com",
        date(2025, 12, 31),
        "รายงาน: ก, ข; ค\\ง",
        "บรรทัด 1\r\nบรรทัด 2\x07",
        "https://x.th/a/\r\n",
    )
    assert unfolded(written("งาน ITA", [event], MADE)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Prongsai//Prongsai//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:งาน ITA",
        "X-WR-CALNAME:งาน ITA",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "UID:a-1@example.com",
        "DTSTAMP:20251224T010203Z",
        "DTSTART;VALUE=DATE:20251231",
        "DTEND;VALUE=DATE:20260101",
        "SUMMARY:รายงาน: ก\\, ข\\; ค\\\\ง",
        "DESCRIPTION:บรรทัด 1\\nบรรทัด 2",
        "URL:https://x.th/a/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_long_thai_lines_are_folded_within_75_octets_and_no_character_is_cut():
    title = "มาตรการส่งเสริมคุณธรรม " * 20
    text = written(title, [Event("u", date(2025, 1, 1), title, title, "https://x.th/")], MADE)
    octets = [len(line.encode()) for line in text.split("\r\n")]
    assert max(octets) <= 75
    assert octets.count(0) == 1
    assert f"SUMMARY:{title}" in unfolded(text)
    assert "\n" not in text.replace("\r\n", "")


def test_calendar_without_events_is_one():
    assert written("x", [], MADE).endswith("X-PUBLISHED-TTL:PT6H\r\nEND:VCALENDAR\r\n")
