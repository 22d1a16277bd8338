"""Where one's own data lie, and what is kept how long."""

from django.urls import path

from prongsai.site.personal import views

urlpatterns = [
    path("account/data/", views.my_data, name="my-data"),
    path("account/data/copy/", views.copy, name="my-data-copy"),
    path("account/data/erasure/", views.ask, name="erasure-ask"),
    path("account/data/erasure/call-off/", views.call_off, name="erasure-call-off"),
    path("agencies/<int:agency>/people/<int:number>/erasure/", views.ask_of_member, name="member-erasure"),
    path(
        "agencies/<int:agency>/people/<int:number>/erasure/call-off/",
        views.call_off_of_member,
        name="member-erasure-call-off",
    ),
    path("keeping/", views.keeping, name="keeping"),
    path("keeping/people/<int:number>/erasure/", views.ask_by_site, name="person-erase"),
    path("keeping/people/<int:number>/call-off/", views.call_off_by_site, name="person-call-off"),
]
