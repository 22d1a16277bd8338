"""Where its pages lie."""

from django.urls import path

from prongsai.site.findings import views

urlpatterns = [
    path("", views.findings, name="findings"),
    path("points/", views.points_beneath, name="points"),
    path("what-if/", views.what_if, name="what-if"),
    path("why/<path:key>/", views.why, name="why"),
    path("charts/<slug:name>/", views.chart, name="chart"),
]
