"""The site's settings for its tests: quick passwords, plain static files, a folder of its own, either database."""

import os
import tempfile

os.environ["PRONGSAI_DATA"] = tempfile.mkdtemp(prefix="prongsai-tests-")
os.environ["PRONGSAI_SECRET_KEY"] = "only-for-tests-" * 5
os.environ["PRONGSAI_DATABASE"] = os.environ.get("PRONGSAI_TEST_DATABASE", "")
for name in [name for name in os.environ if name.startswith("PRONGSAI_")]:
    if name not in {
        "PRONGSAI_DATA",
        "PRONGSAI_SECRET_KEY",
        "PRONGSAI_DATABASE",
        "PRONGSAI_TEST_DATABASE",
    }:
        del os.environ[name]

from prongsai.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
