"""Where the log of an agency lies."""

from django.urls import path

from prongsai.site.audit import views

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/export/", views.export, name="log-export"),
]
