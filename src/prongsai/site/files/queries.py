"""What is read of files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from prongsai.site.files.models import StoredFile
from prongsai.site.permissions import Actor


def the_file(actor: Actor, number: int) -> StoredFile:
    """Give a file of the actor's agency; raises Http404 where there is none, PermissionDenied where it is not for the actor."""
    found = StoredFile.objects.filter(agency=actor.agency, pk=number).first()
    if found is None:
        raise Http404
    if not actor.may(found.act):
        raise PermissionDenied(found.act)
    return found
