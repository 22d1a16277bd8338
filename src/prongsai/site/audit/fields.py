"""The fields of the log and the code words in them, in words. A test fails where one that is recorded has none."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prongsai.reports.papers import FORMATS, PAPERS, title
from prongsai.site.accounts.models import Digits
from prongsai.site.agencies.divisions.words import WORK
from prongsai.site.audit.words import ACTS, THINGS
from prongsai.site.papers.models import EACH
from prongsai.site.permissions import SCOPES, Role
from prongsai.site.personal.words import REMOVED
from prongsai.site.plans.forms import AIMS
from prongsai.site.plans.values import EVERYBODY
from prongsai.site.reminders.models import Way as WayToPerson
from prongsai.site.rounds.models import Way

FIELDS = {
    "roles": _("roles"),
    "scopes": _("scopes"),
    "expires_at": _("valid until"),
    "division": _("division"),
    "divisions": _("divisions"),
    "person": _("person"),
    "agency": _("agency"),
    "agencies": _("agencies"),
    "area": _("area"),
    "order": _("order"),
    "chain_steps": _("steps of the chain"),
    "approvals": _("open approvals"),
    "measure": _("measure"),
    "measures": _("measures"),
    "holder": _("who approves"),
    "seal": _("seal"),
    "garuda": _("garuda emblem"),
    "sessions": _("browsers"),
    "device": _("device"),
    "provider": _("provider"),
    "second_factor": _("second factor"),
    "closed": _("closed"),
    "reason": _("reason"),
    "decisive": _("decisive result"),
    "remarks": _("remarks"),
    "inputs": _("what was entered"),
    "way": _("way in"),
    "figures": _("figures"),
    "pack": _("rules of the year"),
    "papers": _("papers"),
    "formats": _("kinds of file"),
    "purpose": _("purpose"),
    "sha256": _("checksum of the file"),
    "owners": _("responsible divisions"),
    "persons": _("persons responsible"),
    "numbers_of": _("item numbers of the year"),
    "texts": _("texts of the plan"),
    "paragraphs": _("paragraphs of the analysis"),
    "notes": _("what became of each text"),
    "chain": _("chain of approval"),
    "version": _("number of the version"),
    "former": _("former name"),
    "slug": _("address"),
    "shown_parts": _("what is shown"),
    "shown_reports": _("numbers of the files shown"),
    "removed": _("what was removed"),
    "from_day": _("from the day"),
    "into": _("became part of"),
    "taken_in": _("agency that became part of it"),
    "members": _("members"),
    "added": _("added"),
    "changed": _("changed"),
    "unchanged": _("as they were"),
    "faulty": _("faulty"),
    "own_entry": _("decided by the one who entered it"),
    "own_submission": _("decided by the one who submitted it"),
    "format": _("kind of file"),
    "lines": _("lines"),
    "words": _("words looked for"),
    "since": _("from the day"),
    "until": _("to the day"),
    "days": _("days back"),
    "code": _("act looked for"),
    "thing": _("kind of thing looked for"),
}
"""Fields that are not a model's own, or that its own words would not say plainly."""

WITHIN = {
    # a result
    "fiscal_year": _("fiscal year"),
    "depth": _("depth of the scores"),
    "indicators": _("indicators"),
    "instruments": _("instruments"),
    "questions": _("questions"),
    "items": _("OIT items"),
    "responses": _("answers"),
    "counts": _("counts of answers"),
    "total": _("total score"),
    "level": _("level"),
    "announced": _("day of the announcement"),
    "rank": _("rank as announced"),
    "place": _("place"),
    "of": _("among how many"),
    "among": _("among which agencies"),
    "id": _("name"),
    # a remark
    "codes": _("questions or items"),
    "part": _("part"),
    "text": _("text"),
    "problem": _("what was found"),
    "advice": _("what is advised"),
    "missing": _("missing elements"),
    # a step of a measure, a text of a plan
    "answers": _("findings that it answers"),
    "refs": _("items referred to"),
    "introduction": _("introduction"),
    "rationale": _("rationale"),
    "conclusion": _("conclusion"),
}
"""Keys of values within values, where they are no fields (`FIELDS`) themselves."""

DAYS = frozenset({"from_day", "since", "until", "announced"})
"""Keys that hold days and are no field of a model."""

_Words = Mapping[str, str | Promise]
_FORMATS: _Words = {each: each.upper() for each in (*FORMATS, "png", "csv")}

CODES: Mapping[str, _Words] = {
    "depth": {
        "indicators": _("by indicator"),
        "questions": _("by question and item"),
        "responses": _("by single answers"),
    },
    "roles": {each.value: each.label for each in Role},
    "scopes": SCOPES,
    "key": {**WORK, EVERYBODY: _("every division")},
    "aim": dict(AIMS),
    "way": {each.value: each.label for each in (*Way, *WayToPerson)},
    "papers": {each: title(each, EACH if each == "divisions" else "") for each in PAPERS},
    "formats": _FORMATS,
    "format": _FORMATS,
    "language": dict(settings.LANGUAGES),
    "digits": {each.value: each.label for each in Digits},
    "second_factor": {"totp": _("app for codes"), "recovery_codes": _("recovery codes")},
    "removed": REMOVED,
    "code": ACTS,
    "thing": THINGS,
    "object_kind": THINGS,
}
"""The code words that a key may hold, in words, where the key is no field of a model with choices."""
