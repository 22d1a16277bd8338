"""Tags and filters for the recurring parts of pages."""

import re
from decimal import Decimal

from django.http import QueryDict
from django.template import Context, Library
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from prongsai.site.permissions import Actor

register = Library()
_THAI = re.compile("[ก-๛]")


@register.filter
def may(actor: Actor | None, act: str) -> bool:
    """Tell whether the actor may do an act."""
    return actor is not None and actor.may(act)


@register.simple_tag(takes_context=True)
def tab(context: Context, name: str, words: str, *arguments: object) -> SafeString:
    """Give a tab that leads to the page `name`, marked where it is the section that is shown."""
    url = reverse(name, args=arguments)
    path = context["request"].path
    first = {"agency": f"{url}rounds/", "area": f"{url}?"}
    within = path.startswith(first.get(name, url))
    current = SafeString(' aria-current="page"') if within or path == url else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, words)


@register.simple_tag
def bar(value: Decimal | None, klass: str = "plain", target: Decimal | None = None) -> SafeString:
    """Draw a score from 0 to 100 as a bar, with a line at the target. The number itself stands beside it."""
    parts = []
    if value is not None:
        parts.append(format_html('<rect class="{}" width="{}" height="10"/>', klass, value))
    if target is not None:
        parts.append(
            format_html(
                '<line class="target" x1="{0}" x2="{0}" y2="10" vector-effect="non-scaling-stroke"/>', target
            )
        )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        SafeString("".join(parts)),
    )


@register.filter
def tongue(text: str) -> SafeString:
    """Give the attribute that says that a text is Thai, where it is and the page is not."""
    return SafeString(' lang="th"') if get_language() != "th" and _THAI.search(text) else SafeString("")


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Give the query of this page with some of it changed; None takes a part out."""
    now: QueryDict = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            now.pop(key, None)
        else:
            now[key] = str(value)
    return f"?{now.urlencode()}" if now else "?"
