"""All that the site holds about a person as one ZIP: for programs as JSON, for people as a page."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.site.accounts.models import Name
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import measures_in
from prongsai.site.audit.values import NOTHING, Known, leaves, say_field, say_value
from prongsai.site.personal.held import told
from prongsai.site.personal.words import KEYS, field_words, table_words
from prongsai.site.shell.speech import spell


def copy_of(name: Name) -> bytes:
    """Give the archive of what is held about a person: a file with stable names, a page in the language that is spoken."""
    made_at = timezone.now()
    plain = {"made_at": made_at.isoformat(), "person": name.text, "held": told(name)}
    page = render_to_string("personal/copy.html", {"name": name, "made_at": made_at, "tables": _tables(name)})
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
        archive.writestr("data.html", page)
    return target.getvalue()


def _tables(name: Name) -> Iterator[dict[str, Any]]:
    """Give the tables as people read them: each row as its cells, each cell with its heading."""
    people = {name.pk: str(name)}
    measures = measures_in(list(Act.objects.filter(actor=name)))

    def say(row: Model, field: str) -> str:
        """Give a field in words; of the people in it only the person whose copy it is has a name."""
        thing = (row.object_kind, row.object_id) if isinstance(row, Act) else ("", "")
        return _said(row, field, Known(people, measures.get(thing, {})))

    for label, rows in told(name, say).items():
        fields = [
            each
            for each in dict.fromkeys(field for row in rows for field in row)
            if (label, each) not in KEYS
        ]
        heads = [(field, field_words(label, field)) for field in fields]
        yield {
            "title": table_words(label),
            "heads": [words for _field, words in heads],
            "rows": [[(words, row.get(field, NOTHING)) for field, words in heads] for row in rows],
        }


def _said(row: Model, field: str, known: Known) -> str:
    kind, value = row._meta.label_lower, getattr(row, field)
    if (kind, field) == ("accounts.heldform", "content"):
        return "\n".join(text for texts in value["texts"].values() for text in texts) or NOTHING
    if kind == "audit.act" and field in {"before", "after"}:
        # Not every database keeps the order of fields.
        return "\n".join(sorted(_facts(row.object_kind, value, known))) or NOTHING
    return say_value(kind, (field,), value, known)


def _facts(kind: str, facts: Mapping[str, Any], known: Known) -> Iterator[str]:
    """Give what an act changed, a line each; of what has parts, such as a whole result, only how many."""
    for key, value in facts.items():
        paths = [path for path, _part in leaves((key,), value)]
        words = say_value(kind, (key,), value, known)
        if any(len(path) > 1 for path in paths):
            words = _("{count} values").format(count=spell(len(paths)))
        if paths:
            yield f"{say_field(kind, (key,))}: {words}"
