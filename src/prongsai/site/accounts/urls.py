"""Where signing in and one's own account lie. Of the library's pages only these are served: nobody signs up unasked."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from prongsai.site.accounts import oidc, views
from prongsai.site.agencies.invitations.views import invitation, invitation_by_provider

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/profile/", views.profile, name="profile"),
    path("account/sign-in/", views.SignIn.as_view(), name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/password/reset/", views.AskForReset.as_view(), name="account_reset_password"),
    path("account/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", views.sessions, name="usersessions_list"),
    path("account/connected/", views.Connected.as_view(), name="socialaccount_connections"),
    path("account/connected/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/connected/failed/", social.login_error, name="socialaccount_login_error"),
    path("account/oidc/", oidc.begin, name="provider"),
    path("account/oidc/<str:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("invitation/<str:token>/provider/", invitation_by_provider, name="invitation-provider"),
]
