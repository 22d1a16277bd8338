"""Faults as JSON, SARIF and HTML."""

from prongsai.reading.check_export import as_html, as_json, as_sarif, counted
from prongsai.reading.checks.rules import Fault, rules
from prongsai.reading.model import Place, RawParagraph, RawReport, RawRow, RawTable

LINE = Fault("no-owner", "error", "nobody", "name <one>", Place("แถว", line=3), "/measures/0")
PAGE = Fault("copied", "warning", "copied", "write", Place("ก & ข", page=2))
CELL = Fault("no-steps", "hint", "none", "write", Place("คำ", sheet="ผล", cell="B2"))
NONE = Fault("no-measures", "error", "none at all", "add")
ALL = (LINE, PAGE, CELL, NONE)


def test_json_has_five_texts_each():
    assert as_json([LINE]) == [
        {
            "code": "no-owner",
            "class": "error",
            "where": "line 3: “แถว”",
            "message": "nobody",
            "mend": "name <one>",
        }
    ]


def test_sarif_has_the_shape_of_2_1_0():
    tree = as_sarif({"a b/ก.txt": ALL}, {"no-follow-up": "kept elsewhere"})
    (run,) = tree["runs"]
    described = {each["id"]: each for each in run["tool"]["driver"]["rules"]}
    assert (tree["version"], set(described)) == ("2.1.0", set(rules()))
    assert described["no-follow-up"]["defaultConfiguration"] == {"level": "error", "enabled": False}
    assert described["no-follow-up"]["properties"] == {"family": "completeness", "off": "kept elsewhere"}
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("no-owner", "error"),
        ("copied", "warning"),
        ("no-steps", "note"),
        ("no-measures", "error"),
    ]
    locations = [each["locations"][0] for each in run["results"]]
    uri = {"uri": "a%20b/%E0%B8%81.txt"}
    assert locations == [
        {
            "physicalLocation": {
                "artifactLocation": uri,
                "region": {"startLine": 3, "snippet": {"text": "แถว"}},
            },
            "logicalLocations": [{"fullyQualifiedName": "/measures/0", "name": "line 3"}],
        },
        {
            "physicalLocation": {
                "artifactLocation": uri,
                "region": {"startLine": 1, "snippet": {"text": "ก & ข"}},
            },
            "logicalLocations": [{"fullyQualifiedName": "page 2", "name": "page 2"}],
        },
        {
            "physicalLocation": {"artifactLocation": uri},
            "logicalLocations": [{"fullyQualifiedName": "sheet ผล, cell B2", "name": "sheet ผล, cell B2"}],
        },
        {"physicalLocation": {"artifactLocation": uri}},
    ]
    assert run["results"][0]["message"] == {"text": "nobody — name <one>"}


def test_html_marks_places_and_puts_the_rest_on_top():
    row = RawRow(("แถว", "<ที่สอง>", ""), Place("แถว", line=3))
    blocks = (
        RawParagraph("ก & ข", Place("ก & ข", page=2)),
        RawTable((row,)),
        RawParagraph("ท้าย", Place("ท้าย", line=9)),
    )
    elsewhere = Fault("no-period", "error", "lost", "add", Place("ไม่อยู่", line=77))
    page = as_html([(RawReport("ก.txt", "text", blocks), (*ALL, elsewhere))])
    body = page.split("<body>\n")[1]
    assert body == (
        "<article>\n<h1>ก.txt</h1>\n<p>3 errors, 1 warnings, 1 hints</p>\n"
        '<aside class="error"><strong>none at all</strong> – add <small>no-measures</small></aside>\n'
        '<aside class="hint"><strong>none</strong> – write <small>no-steps</small></aside>\n'
        '<aside class="error"><strong>lost</strong> – add <small>no-period</small></aside>\n'
        '<p><mark>ก &amp; ข</mark></p><aside class="warning"><strong>copied</strong> – write <small>copied</small></aside>\n'
        "<table><tr><td><mark>แถว</mark></td><td>&lt;ที่สอง&gt;</td><td></td></tr></table>"
        '<aside class="error"><strong>nobody</strong> – name &lt;one&gt; <small>no-owner</small></aside>\n'
        "<p>ท้าย</p>\n</article>\n</body>\n</html>\n"
    )


def test_counted_says_how_many():
    assert counted(ALL) == "2 errors, 1 warnings, 1 hints"
