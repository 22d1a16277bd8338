"""Where the log of the site lies."""

from django.urls import path

from prongsai.site.audit import views

urlpatterns = [
    path("", views.site_log, name="site-log"),
    path("export/", views.site_export, name="site-log-export"),
]
