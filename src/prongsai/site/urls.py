"""Where every page lies."""

from django.urls import include, path

from prongsai.site.records.looking import records
from prongsai.site.shell import views

urlpatterns = [
    path("", views.home, name="home"),
    path("speak/", views.speak, name="speak"),
    path("", include("prongsai.site.health.urls")),
    path("", include("prongsai.site.accounts.urls")),
    path("administration/", records().urls),
    path("", include("prongsai.site.personal.urls")),
    path("log/", include("prongsai.site.audit.site_urls")),
    path("", include("prongsai.site.api.urls")),
    path("", include("prongsai.site.reminders.urls")),
    path("public/", include("prongsai.site.public.open_urls")),
    path("agencies/", include("prongsai.site.agencies.urls")),
    path("agencies/<int:agency>/", include("prongsai.site.files.urls")),
    path("agencies/<int:agency>/", include("prongsai.site.jobs.urls")),
    path("agencies/<int:agency>/", include("prongsai.site.audit.urls")),
    path("agencies/<int:agency>/", include("prongsai.site.coordination.urls_of_agency")),
    path("areas/", include("prongsai.site.coordination.urls")),
    path("agencies/<int:agency>/", include("prongsai.site.progress.urls")),
    path("agencies/<int:agency>/settings/public/", include("prongsai.site.public.urls")),
    path("agencies/<int:agency>/readings/", include("prongsai.site.readings.urls")),
    path("agencies/<int:agency>/rounds/", include("prongsai.site.rounds.urls")),
    path("agencies/<int:agency>/rounds/<int:year>/findings/", include("prongsai.site.findings.urls")),
    path("agencies/<int:agency>/rounds/<int:year>/plan/", include("prongsai.site.plans.urls")),
    path("agencies/<int:agency>/rounds/<int:year>/papers/", include("prongsai.site.papers.urls")),
]
handler400 = "prongsai.site.shell.views.bad_request"
handler403 = "prongsai.site.shell.views.forbidden"
handler404 = "prongsai.site.shell.views.not_found"
handler429 = "prongsai.site.shell.views.too_many"
handler500 = "prongsai.site.shell.views.server_error"
