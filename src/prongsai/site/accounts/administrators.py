"""Those who look after the site as a whole, and one-time links: made on the server itself, by the command."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.models import Name, User
from prongsai.site.doors import nobodys, note


def is_there_an_administrator() -> bool:
    """Tell whether somebody looks after the site."""
    return User.objects.filter(is_administrator=True, is_active=True).exists()


@transaction.atomic
def make_administrator(email: str, name: str) -> User:
    """Let somebody look after the site, with a new account where there is none; nothing changes for one who does.

    Raises InputError for an address that is none, or a new account without a name.
    """
    email = email.strip().casefold()
    try:
        validate_email(email)
    except ValidationError:
        what = _("“{text}” is no e-mail address").format(text=email)
        raise InputError(Problem("bad-email", what)) from None
    user = User.objects.filter(email=email).first()
    if user is None:
        if not name.strip():
            what = _("the new administrator has no name")
            raise InputError(Problem("no-name", what, mend=_("write it after --name")))
        user = User.objects.create_user(email, name.strip(), language=settings.LANGUAGE_CODE)
    if not user.is_administrator:
        user.is_administrator = True
        user.save(update_fields=["is_administrator"])
        note(command_line(), "administrator.made", user.name)
    return user


@transaction.atomic
def link_for(email: str, *, forget_second_factor: bool = False) -> str:
    """Give a one-time link by which a user sets a new password; the second factor is taken away where that is asked.

    Raises InputError where nobody has the address.
    """
    user = User.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if user is None:
        raise InputError(Problem("no-user", _("nobody has the address {email}").format(email=email)))
    if forget_second_factor:
        Authenticator.objects.filter(user=user).delete()
        note(command_line(), "second-factor.forgotten", user.name)
    note(command_line(), "link.made", user.name)
    return site_address() + link_path(user)


def link_path(user: User) -> str:
    """Give the path of a one-time link by which a user sets a new password; it ends with the first use, or in time."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def site_address() -> str:
    """Give the address under which the site is reached, without a slash at its end."""
    environment = settings.ENVIRONMENT
    if environment["HOSTS"]:
        scheme = "https" if environment["HTTPS"] == "proxy" else "http"
        return f"{scheme}://{environment['HOSTS'][0].lstrip('.')}"
    return str(environment["ADDRESS"])


def command_line() -> Name:
    """Give the name under which the log holds what was done by the command on the server."""
    return nobodys("prongsai site")
