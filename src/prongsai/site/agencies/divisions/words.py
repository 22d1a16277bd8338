"""What the keys of divisions mean: the work by which advice speaks of them."""

from django.utils.translation import gettext_lazy as _

WORK = {
    "office": _("office of the agency, general administration"),
    "finance": _("finance and procurement"),
    "works": _("public works and buildings"),
    "education": _("education, religion and culture"),
    "health": _("public health and environment"),
    "welfare": _("social welfare"),
    "strategy": _("plans, strategy and budget"),
    "personnel": _("personnel"),
    "audit": _("internal audit"),
    "legal": _("legal affairs"),
}
"""The words of each key; “every division” is no division and has none."""
