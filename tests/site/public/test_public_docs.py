"""docs/public-data.md says what is served."""

import json
import re
from pathlib import Path

import jsonschema_rs

from prongsai.site.public.schema import schema
from prongsai.site.public.tables import COLUMNS

TEXT = (Path(__file__).parents[3] / "docs" / "public-data.md").read_text(encoding="utf-8")


def test_example_fits_the_schema():
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    check = jsonschema_rs.Draft202012Validator(schema("https://ita.example.go.th/public/schema/1.json"))
    check.validate(json.loads(example))


def test_columns_are_those_of_the_tables():
    for part, columns in COLUMNS.items():
        (line,) = re.findall(rf"^\| {part.value} \| (`.*) \|$", TEXT, re.MULTILINE)
        assert re.findall(r"`(\w+)`", line) == [
            each for each in columns if each not in {f"indicator_{number}" for number in range(2, 10)}
        ]
