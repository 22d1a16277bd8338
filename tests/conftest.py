"""No test is timed: a slow or busy machine makes no property fail."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
