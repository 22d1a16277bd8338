"""Where calendars and reminders lie."""

from django.urls import path

from prongsai.site.reminders import views

urlpatterns = [
    path("account/calendar/", views.calendar, name="calendar"),
    path("account/calendar/end/", views.end_calendar, name="calendar-end"),
    path("account/reminders/", views.reminders, name="reminders"),
    path("account/reminders/code/", views.code, name="reminders-code"),
    path("account/reminders/unlink/", views.unlink, name="reminders-unlink"),
    path("calendar/<str:token>.ics", views.feed, name="calendar-feed"),
    path("line/webhook", views.webhook, name="line-webhook"),
]
