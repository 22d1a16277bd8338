"""What is asked of a password, said in plain words."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.shell.speech import spell

SHORTEST = 10
HINT = gettext_lazy(
    "At least 10 characters. A few words that belong together only for you are easy to remember."
)


class LongEnough(password_validation.MinimumLengthValidator):
    """Asks for a number of characters."""

    def __init__(self) -> None:
        """Ask for `SHORTEST` characters."""
        super().__init__(SHORTEST)

    def get_error_message(self) -> str:
        """Say that the password is too short."""
        return _("Write at least {count} characters.").format(count=spell(self.min_length))


class NotCommon(password_validation.CommonPasswordValidator):
    """Refuses passwords that many people use."""

    def get_error_message(self) -> str:
        """Say that the password is well known."""
        return _("Many people use this password, so it is tried first. Choose another one.")


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    """Refuses passwords of digits alone."""

    def get_error_message(self) -> str:
        """Say that there must be something else than digits."""
        return _("Digits alone are easy to guess. Add letters.")


class NotLikeAddress(password_validation.UserAttributeSimilarityValidator):
    """Refuses one's own e-mail address as a password."""

    def __init__(self) -> None:
        """Compare with the e-mail address; names are in a table of their own."""
        super().__init__(user_attributes=("email",))

    def get_error_message(self) -> str:
        """Say that the password is too much like the address."""
        return _("This is too much like your e-mail address.")
