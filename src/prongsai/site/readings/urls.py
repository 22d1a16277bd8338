"""Where the pages of readings lie."""

from django.urls import path

from prongsai.site.readings import views

urlpatterns = [
    path("", views.readings, name="readings"),
    path("upload/", views.upload, name="reading-upload"),
    path("<int:number>/", views.reading, name="reading"),
    path("<int:number>/again/", views.again, name="reading-again"),
    path("<int:number>/delete/", views.remove, name="reading-delete"),
    path("<int:number>/restore/", views.restore, name="reading-restore"),
]
