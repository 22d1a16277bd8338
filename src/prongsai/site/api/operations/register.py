"""What looks after the site: its agencies and their first managers. For administrators."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_scopes import scopes_disabled
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.intake.agency_list import write_list_template
from prongsai.site.agencies.history import actions as history
from prongsai.site.agencies.importing import actions as importing
from prongsai.site.agencies.importing.forms import ListForm
from prongsai.site.agencies.importing.queries import comparison_of, the_list
from prongsai.site.agencies.models import ListImport
from prongsai.site.agencies.queries import former_names_of, predecessors_of
from prongsai.site.agencies.register import actions
from prongsai.site.agencies.register.forms import ManagerForm, NewAgencyForm
from prongsai.site.agencies.register.queries import agencies_found, the_agency
from prongsai.site.api.answering import Identity, Page, PageNumber, Short, gives, gives_file, page_of
from prongsai.site.api.doors import Number, within_site
from prongsai.site.api.faults import Wrong, valid
from prongsai.site.api.operations.agencies import AgencyShort
from prongsai.site.api.operations.agencies import short as agency_short
from prongsai.site.api.operations.people import ActShape, LookForActs, act_shape
from prongsai.site.audit.queries import acts_of
from prongsai.site.audit.telling import tell
from prongsai.site.files.kinds import XLSX
from prongsai.site.files.views import guarded

router = Router(tags=["site"])


class NewAgency(Schema):
    """An agency that is added, and its first manager."""

    name: Short
    type: Short = ""
    district: Short = ""
    province: Short = ""
    manager_name: Short
    manager_email: Short


class Manager(Schema):
    """Somebody who is to look after the people of an agency."""

    name: Short
    email: Short


class Invited(Schema):
    """The agency, and the path of the invitation's link, which is told this once."""

    agency: AgencyShort
    path: str


class FormerName(Schema):
    """A name that an agency had, and until when."""

    name: str
    until: date


class AgencyRecord(AgencyShort):
    """What the register holds of an agency: its official code, its former names, what it is part of and what became part of it."""

    code: str
    former_names: list[FormerName]
    part_of: AgencyShort | None
    merged_on: date | None
    predecessors: list[AgencyShort]


class RenameBody(Schema):
    """A new name, and the day from which it is used."""

    name: Short
    day: date


class MergeBody(Schema):
    """Which agency takes another in, from which day, and whether its members come along."""

    into: Identity
    day: date
    members: bool = True


class ListShape(Schema):
    """A list of agencies held against the register: how many it adds, changes and leaves, and what is faulty in it."""

    id: int
    new: int
    changed: int
    unchanged: int
    faulty: list[Wrong]
    done: bool


@router.get("/site/agencies", **gives(Page[AgencyShort]))
@within_site("agency.list")
def agencies(request: HttpRequest, words: Short = "", page: PageNumber = 1) -> Any:
    """Give the agencies of the site by name, those with some words in their name or province."""
    return page_of(agencies_found(words), page, agency_short)


@router.post("/site/agencies", **gives(Invited, 201))
@within_site("agency.add")
def add(request: HttpRequest, body: NewAgency) -> Any:
    """Add an agency and invite its first manager."""
    given = valid(NewAgencyForm(body.model_dump()))
    agency, _invitation, token = actions.add_agency(request.auth.user, given)
    return Status(201, {"agency": agency_short(agency), "path": reverse("invitation", args=[token])})


@router.get("/site/agencies/{number}", **gives(AgencyRecord))
@within_site("agency.list")
def record(request: HttpRequest, number: Number) -> Any:
    """Give what the register holds of an agency."""
    agency = the_agency(number)
    with scopes_disabled():
        former = [{"name": each.text, "until": each.until} for each in former_names_of(agency)]
    return {
        **agency_short(agency),
        "code": agency.code,
        "former_names": former,
        "part_of": agency.merged_into and agency_short(agency.merged_into),
        "merged_on": agency.merged_on,
        "predecessors": list(map(agency_short, predecessors_of(agency))),
    }


@router.post("/site/agencies/{number}/rename", **gives(AgencyShort))
@within_site("agency.rename")
def rename(request: HttpRequest, number: Number, body: RenameBody) -> Any:
    """Give an agency a new name from a day on; the former one is kept."""
    agency = the_agency(number)
    history.rename(request.auth.user, agency, body.name, body.day)
    return agency_short(agency)


@router.post("/site/agencies/{number}/rename-back", **gives(AgencyShort))
@within_site("agency.rename")
def rename_back(request: HttpRequest, number: Number) -> Any:
    """Give an agency its last former name back, as where the new one was a mistake."""
    agency = the_agency(number)
    history.rename_back(request.auth.user, agency)
    return agency_short(agency)


@router.post("/site/agencies/{number}/merge", **gives(AgencyShort))
@within_site("agency.merge")
def merge(request: HttpRequest, number: Number, body: MergeBody) -> Any:
    """Make an agency part of another from a day on; give the other."""
    into = the_agency(body.into)
    history.merge(request.auth.user, the_agency(number), into, body.day, members=body.members)
    return agency_short(into)


@router.post("/site/agencies/{number}/separate", **gives(AgencyShort))
@within_site("agency.merge")
def separate(request: HttpRequest, number: Number) -> Any:
    """Undo a merger: the agency is open again."""
    agency = the_agency(number)
    history.separate(request.auth.user, agency)
    return agency_short(agency)


@router.post("/site/lists", **gives(ListShape, 201))
@within_site("agency.import")
def keep_list(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Upload a list of agencies (XLSX) and hear what it would do; nothing is changed yet."""
    upload = valid(ListForm({}, {"file": file}))["file"]
    return Status(201, _list_shape(importing.keep_list(request.auth.user, upload.name, upload.content)))


@router.get("/site/lists/template", **gives_file("The list to fill in (XLSX)"))
@within_site("agency.import")
def template(request: HttpRequest) -> Any:
    """Give the list of agencies to fill in."""
    response = HttpResponse(write_list_template(), content_type=XLSX.media_type)
    response["Content-Disposition"] = 'attachment; filename="agencies.xlsx"'
    return guarded(response)


@router.get("/site/lists/{number}", **gives(ListShape))
@within_site("agency.import")
def the_one_list(request: HttpRequest, number: Number) -> Any:
    """Give an uploaded list, held against the register as it is now."""
    return _list_shape(the_list(number))


@router.post("/site/lists/{number}/confirm", **gives(ListShape))
@within_site("agency.import")
def bring_in(request: HttpRequest, number: Number) -> Any:
    """Add and change the agencies of a list, its faulty rows left out."""
    importing.bring_in(request.auth.user, the_list(number))
    return _list_shape(the_list(number))


@router.get("/site/log", **gives(Page[ActShape]))
@within_site("site.log")
def site_log(request: HttpRequest, look_for: Query[LookForActs], page: PageNumber = 1) -> Any:
    """Give the log of the site as a whole in words, newest first, or what is looked for in it."""
    return page_of(acts_of(None, **look_for.wanted()), page, act_shape, tell)


def _list_shape(given: ListImport) -> dict[str, Any]:
    found = comparison_of(given)
    counts = {kind: len(getattr(found, kind)) for kind in ("new", "changed", "unchanged")}
    faulty = [
        Wrong(code=each.code, what=each.what, where=each.where, mend=each.mend) for each in found.faulty
    ]
    return {"id": given.pk, **counts, "faulty": faulty, "done": given.brought_in_at is not None}


@router.post("/site/agencies/{number}/managers", **gives(Invited, 201))
@within_site("agency.manager")
def manager(request: HttpRequest, number: Number, body: Manager) -> Any:
    """Invite a manager to an agency."""
    agency = the_agency(number)
    given = valid(ManagerForm(body.model_dump()))
    _invitation, token = actions.invite_manager(request.auth.user, agency, given["name"], given["email"])
    return Status(201, {"agency": agency_short(agency), "path": reverse("invitation", args=[token])})
