"""All that the site holds about a person as one ZIP: for programs as JSON, for people as a page."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone

from prongsai.site.accounts.models import Name
from prongsai.site.personal.held import told
from prongsai.site.personal.words import field_words, table_words


def copy_of(name: Name) -> bytes:
    """Give the archive of what is held about a person, in the language that is spoken."""
    tables = told(name)
    made_at = timezone.now()
    plain = {"made_at": made_at.isoformat(), "person": name.text, "held": tables}
    shown = [
        {
            "title": table_words(label),
            "heads": [field_words(label, field) for field in heads],
            "rows": [[_said(row.get(field)) for field in heads] for row in rows],
        }
        for label, rows in tables.items()
        for heads in (list(dict.fromkeys(field for row in rows for field in row)),)
    ]
    page = render_to_string("personal/copy.html", {"name": name, "made_at": made_at, "tables": shown})
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
        archive.writestr("data.html", page)
    return target.getvalue()


def _said(value: object) -> str:
    if value in (None, "", [], {}):
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
