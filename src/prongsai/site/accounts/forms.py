"""The forms of signing in and of one's own account, with our words at the library's fields."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prongsai.site.accounts.mail import mail_reset
from prongsai.site.accounts.models import Digits, User
from prongsai.site.accounts.passwords import HINT


def _plain(form: forms.BaseForm, **labels: object) -> None:
    """Label fields with our words; a placeholder would vanish as soon as one types."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _plain(self, login=_("E-mail address"), password=_("Password"))
        self.fields["password"].help_text = ""


class ConfirmForm(account.ReauthenticateForm):
    """One's password once more, before something that matters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _plain(self, password=_("Your password"))
        self.fields["password"].help_text = ""


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _plain(self, oldpassword=_("Your present password"))
        self.fields["oldpassword"].help_text = ""
        _label_new_password(self)


class SetPasswordForm(account.SetPasswordForm):
    """A first password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _label_new_password(self)


class ResetPasswordForm(account.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _label_new_password(self)


def _label_new_password(form: forms.BaseForm) -> None:
    _plain(form, password1=_("New password"), password2=_("The new password once more"))
    form.fields["password1"].help_text = HINT


class AskForResetForm(forms.Form):
    """The address to which a link for a new password is sent, if it has an account."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def save(self, request: HttpRequest) -> str:  # noqa: ARG002  the library's signature
        """Have the mail sent in the background, so that known and unknown addresses take the same time."""
        email: str = self.cleaned_data["email"].casefold()
        mail_reset.enqueue(email=email, language=get_language() or "th")
        return email


class CodeForm(mfa.AuthenticateForm):
    """The code of the second factor, after the password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _code(self)


class ConfirmCodeForm(mfa.ReauthenticateForm):
    """The code of the second factor, before something that matters."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _code(self)


class BeginSecondFactorForm(ActivateTOTPForm):
    """The first code, as a proof that the app on the telephone is set up."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Label the fields."""
        super().__init__(*arguments, **options)
        _code(self)
        self.fields["code"].help_text = _("Six digits, new every half minute.")


def _code(form: forms.BaseForm) -> None:
    _plain(form, code=_("Code"))
    form.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", size=10)


class ProfileForm(forms.Form):
    """What a person may change about how the site speaks to them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("As it should stand in plans and in the log."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    digits = forms.ChoiceField(label=_("Digits"), choices=Digits, widget=forms.RadioSelect)

    @classmethod
    def of(cls, user: User, data: Any = None) -> "ProfileForm":
        """Give the form with what a user has chosen."""
        return cls(data, initial={"name": user.name.text, "language": user.language, "digits": user.digits})
