"""The pages of one's tokens."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.site.accounts.held import for_those_signed_in
from prongsai.site.api.actions import make_token, revoke_token
from prongsai.site.api.forms import TokenForm
from prongsai.site.api.queries import the_token, tokens_of
from prongsai.site.permissions import SCOPES
from prongsai.site.shell.forms import as_typed


@for_those_signed_in
@require_http_methods(["GET", "POST"])
@reauthentication_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """Show one's tokens, and make another; its secret is shown once."""
    secret = ""
    if request.method == "GET":
        form = as_typed(request, TokenForm(request.user, initial={"days": 90, "scopes": ["read"]}))
    else:
        form = TokenForm(request.user, request.POST)
        if form.is_valid():
            _token, secret = make_token(request.user, **form.cleaned_data)
            form = TokenForm(request.user, initial={"days": 90, "scopes": ["read"]})
    shown = [(each, [SCOPES[scope] for scope in each.scopes]) for each in tokens_of(request.user)]
    return render(request, "api/tokens.html", {"form": form, "secret": secret, "tokens": shown})


@for_those_signed_in
@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Let a token open nothing any more."""
    revoke_token(the_token(request.user, token))
    messages.success(request, _("The token is revoked. Programs that use it are refused from now on."))
    return redirect("tokens")
