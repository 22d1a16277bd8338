"""Where files lie."""

from django.urls import path

from prongsai.site.files import views

urlpatterns = [path("files/<int:number>/", views.download, name="file")]
