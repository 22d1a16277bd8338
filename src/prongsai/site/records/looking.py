"""Django's admin, cut down to lists that are looked at: nothing is written, no single object is opened."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin, ShowFacets
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import log_of
from prongsai.site.audit.values import NOBODY, say_value
from prongsai.site.doors import needs_in_site
from prongsai.site.permissions import may_in_site
from prongsai.site.records.lists import SHOWN

A_PAGE = 50
_OF_DJANGO = (
    gettext_noop("Skip to main content"),
    gettext_noop("Breadcrumbs"),
    gettext_noop("Clear all filters"),
    gettext_noop(" By %(filter_title)s "),
    gettext_noop("Remove from sorting"),
    gettext_noop("Toggle sorting"),
    gettext_noop("Sorting priority: %(priority_number)s"),
)
"""What Django's own pages say in no Thai, or in none that is plain: here, it stands in our catalogue."""


class Look(ModelAdmin):
    """A table as a list of the fields that may be shown."""

    actions = None
    list_display_links = None
    list_per_page = A_PAGE
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    view_on_site = False
    media = Media()
    """No script of forms: there are none."""

    def get_urls(self) -> list[URLPattern]:
        """Serve the list alone."""
        options = self.model._meta
        seen = self.admin_site.admin_view(self.changelist_view)
        return [path("", seen, name=f"{options.app_label}_{options.model_name}_changelist")]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under its name: there is nothing to select in it."""
        title = capfirst(self.model._meta.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """Give the rows; of the log those of the site alone."""
        return log_of(None) if self.model is Act else super().get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Let those who look after the site look."""
        return may_in_site(request.user, "site.records")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let those who look after the site look."""
        return self.has_view_permission(request)

    def _nobody(self, *_arguments: Any) -> bool:
        return False

    has_add_permission = has_change_permission = has_delete_permission = _nobody


def _column(model: type[Model], name: str) -> Callable[[Model], str]:
    """Give a column: values as the site says them."""

    def said(row: Model) -> str:
        return say_value(model._meta.label_lower, (name,), getattr(row, name), NOBODY)

    said.__name__, said.admin_order_field = name, name
    said.short_description = model._meta.get_field(name).verbose_name
    return said


class Records(AdminSite):
    """The lists together. Every look goes through `admin_view`: for administrators, by GET, beyond agencies' scopes."""

    site_title = site_header = _("Prongsai")
    index_title = _("Records of the site")
    site_url = "/agencies/"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        """Let those who look after the site in."""
        return may_in_site(request.user, "site.records")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Serve the index, the lists of one app, the lists, and nothing that signs in or writes."""
        lists = [each for each in super().get_urls() if isinstance(each, URLResolver)]
        return [
            path("", self.admin_view(self.index), name="index"),
            *lists,
            path("<str:app_label>/", self.admin_view(self.app_index), name="app_list"),
        ]

    def admin_view(
        self,
        view: Callable[..., HttpResponse],
        cacheable: bool = False,  # noqa: FBT001, FBT002  Django's signature
    ) -> Callable[..., HttpResponse]:
        """Give a view that only administrators see; it is drawn whole before the scopes are back."""
        inner = require_safe(super().admin_view(view, cacheable))

        @needs_in_site("site.records")
        def seen(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            with scopes_disabled():
                response = inner(request, *arguments, **named)
                return response.render() if hasattr(response, "render") else response

        return seen


def records() -> Records:
    """Give the lists of the table of lists."""
    made = Records()
    for shown in SHOWN:
        keys = {each.name: each for each in shown.model._meta.fields if isinstance(each, ForeignKey)}
        joined = [name for name in shown.fields if name in keys]
        named = [f"{name}__name" for name in joined if keys[name].related_model is User]
        made.register(
            shown.model,
            Look,
            list_display=[_column(shown.model, name) for name in shown.fields],
            list_select_related=(*joined, *named),
            search_fields=shown.search,
            list_filter=shown.filters,
        )
    return made
