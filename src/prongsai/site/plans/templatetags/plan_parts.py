"""The tags of the parts of which a measure is made."""

from functools import lru_cache

from django.template import Context, Library
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from prongsai.site.shell.speech import spell
from prongsai.site.shell.templatetags.parts import may

register = Library()


@lru_cache(maxsize=10_000)
def _page(agency: int, year: int, key: str, part: str) -> str:
    """Give the address of the page of a part, worked out once: it does not change while the site runs."""
    return reverse("measure-part", args=(agency, year, key, part))


@register.simple_tag(takes_context=True)
def edit_link(context: Context, part: str, name: str) -> SafeString:
    """Give the link by which a part of a measure is edited in its place, to a reader who may; `name` says which part.

    A page has a hundred of them: this is several times as quick as a template that is included.
    """
    actor, card = context["actor"], context["card"]
    if not may(actor, "plan.edit"):
        return SafeString("")
    page = _page(actor.agency.pk, context["year"], card.key, part)
    return format_html(
        '<a href="{0}?on={1}" hx-get="{0}?on={1}"{2}>{3}<span class="unseen"> {4}</span></a>',
        page,
        context["on"],
        SafeString(" autofocus" if context.get("saved") else ""),
        _("Edit"),
        _("%(name)s of measure %(number)s") % {"name": name, "number": spell(card.number)},
    )
