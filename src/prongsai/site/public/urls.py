"""Where the pages lie on which an agency looks after its public page."""

from django.urls import path

from prongsai.site.public.views import own_pages

urlpatterns = [
    path("", own_pages.standing, name="public-standing"),
    path("propose/", own_pages.propose, name="public-propose"),
    path("preview/", own_pages.preview, name="public-preview"),
    path("embed/", own_pages.embed, name="public-embed"),
    path("withdraw/", own_pages.withdraw, name="public-withdraw"),
    path("open/", own_pages.open_it, name="public-open"),
    path("close/", own_pages.close, name="public-close"),
    path("reopen/", own_pages.reopen, name="public-reopen"),
]
