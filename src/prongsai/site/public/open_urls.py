"""Where everybody finds what agencies show. These addresses are stable: other sites point to them."""

from django.urls import path

from prongsai.site.public.models import Part
from prongsai.site.public.schema import VERSION
from prongsai.site.public.views import open_pages

urlpatterns = [path(f"schema/{VERSION}.json", open_pages.described, name="public-schema")]
for prefix, language in (("", "th"), ("en/", "en")):
    spoken = {"language": language}
    urlpatterns += [
        path(f"<slug:slug>/{prefix}", open_pages.page, spoken, name="public-page"),
        path(f"<slug:slug>/{prefix}badge.svg", open_pages.picture, spoken, name="public-badge"),
        path(f"<slug:slug>/{prefix}frame/", open_pages.frame, spoken, name="public-frame"),
    ]
urlpatterns += [
    path("<slug:slug>/data.json", open_pages.whole, name="public-data"),
    *(
        path(f"<slug:slug>/{part.value}.csv", open_pages.table, {"part": part}, name=f"public-{part.value}")
        for part in (Part.RESULTS, Part.PLAN, Part.PROGRESS)
    ),
    path("<slug:slug>/reports/<int:number>/", open_pages.report, name="public-report"),
    path("<path:rest>", open_pages.elsewhere, name="public-elsewhere"),
]
