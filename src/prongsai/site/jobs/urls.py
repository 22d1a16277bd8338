"""Where jobs lie."""

from django.urls import path

from prongsai.site.jobs import views

urlpatterns = [path("jobs/<int:number>/", views.progress, name="job")]
