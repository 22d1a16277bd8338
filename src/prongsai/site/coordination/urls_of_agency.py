"""Where an agency answers the messages of those who coordinate its area."""

from django.urls import path

from prongsai.site.coordination.views import message_pages as messages

urlpatterns = [
    path("notices/<int:number>/put-away/", messages.put_away, name="notice-put-away"),
    path("notices/<int:number>/put-back/", messages.put_back, name="notice-put-back"),
]
