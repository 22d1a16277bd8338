"""Where the interface lies, and the pages of one's tokens."""

from django.urls import path

from prongsai.site.api import views
from prongsai.site.api.service import make_api

urlpatterns = [
    path("api/1/", make_api().urls),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:token>/revoke/", views.revoke, name="token-revoke"),
]
