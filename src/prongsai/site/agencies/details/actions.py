"""Every write to what an agency's papers say of it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from prongsai.site.agencies.details.forms import FIELDS
from prongsai.site.agencies.models import Agency, AgencyName
from prongsai.site.doors import action, facts_of, record
from prongsai.site.files.storing import store
from prongsai.site.permissions import Actor

PICTURES = ("seal", "garuda")


@action("agency.edit")
def change_agency(actor: Actor, given: dict[str, Any]) -> Agency:
    """Change what the papers of the actor's agency say of it.

    `given` holds the fields of `FIELDS`, uploads under ``seal`` and ``garuda``, and ``no_seal`` or ``no_garuda`` where
    a picture is to be taken away; ``renamed`` where the former name is to stay in the agency's history. Raises OSError where the disk will not take a picture.
    """
    agency = Agency.objects.select_related("seal", "garuda").get(pk=actor.agency.pk)
    before = facts_of(agency, *FIELDS, *PICTURES)
    if given.get("renamed") and given["name"] != agency.name:
        AgencyName.objects.create(agency=agency, text=agency.name, until=timezone.localdate())
    for field in FIELDS:
        setattr(agency, field, given[field])
    for name in PICTURES:
        upload: UploadedFile | None = given.get(name)
        if upload:
            stored = store(
                agency,
                upload.name,
                upload.content,
                upload.kind.media_type,
                actor.user.name,
                act="agency.view",
            )
            setattr(agency, name, stored)
        elif given.get(f"no_{name}"):
            setattr(agency, name, None)
    agency.save()
    record(actor, "agency.changed", agency, before, facts_of(agency, *FIELDS, *PICTURES))
    return agency
