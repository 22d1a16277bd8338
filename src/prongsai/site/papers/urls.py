"""Where the pages of papers lie."""

from django.urls import path

from prongsai.site.papers import views

urlpatterns = [
    path("", views.papers, name="papers"),
    path("order/", views.order, name="paper-order"),
    path("<int:number>/", views.one_set, name="paper-set"),
    path("<int:number>/zip/", views.archive, name="paper-zip"),
    path("<int:number>/again/", views.again, name="paper-again"),
    path("<int:number>/go-on/", views.go_on, name="paper-go-on"),
    path("<int:number>/delete/", views.remove, name="paper-delete"),
    path("<int:number>/restore/", views.restore, name="paper-restore"),
    path("<int:number>/signed/<int:paper>/", views.signed, name="paper-signed"),
]
