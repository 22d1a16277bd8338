"""An agency is deleted whole: whatever it holds goes with it, another one's stays, and so does the log."""

from django.apps import apps
from django_scopes import scopes_disabled

from hostile import furnish
from prongsai.site.audit.models import Act


def counted(number):
    """Give how many rows of each model belong to an agency; the log tells of agencies that are gone, too."""
    models = [each for each in apps.get_models() if each is not Act and hasattr(each, "agency_id")]
    return {each.__name__: each._base_manager.filter(agency=number).count() for each in models}


def test_agency_with_everything_is_deleted_whole(house, other):
    furnish(house)
    furnish(other)
    gone, before = house.agency.pk, counted(other.agency.pk)
    acts = Act.objects.count()
    with scopes_disabled():
        house.agency.delete()
    assert counted(other.agency.pk) == before
    assert set(counted(gone).values()) == {0}
    assert sum(map(bool, before.values())) > 15
    assert Act.objects.count() == acts
    assert {act.agency_name for act in Act.objects.filter(agency=None).exclude(agency_name="")} == {
        house.agency.name
    }
