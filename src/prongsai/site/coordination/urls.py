"""Where the pages of areas lie."""

from django.urls import path

from prongsai.site.coordination.register import views as register
from prongsai.site.coordination.views import message_pages as messages
from prongsai.site.coordination.views import table_pages as tables

urlpatterns = [
    path("", register.areas, name="areas"),
    path("new/", register.new, name="area-new"),
    path("manage/<int:number>/", register.manage, name="area-manage"),
    path("manage/<int:number>/settings/", register.settings, name="area-settings"),
    path("manage/<int:number>/agencies/", register.take_in, name="area-take-in"),
    path("manage/<int:number>/agencies/<int:member>/out/", register.take_out, name="area-take-out"),
    path("manage/<int:number>/agencies/<int:member>/back/", register.take_back, name="area-take-back"),
    path("manage/<int:number>/coordinator/", register.coordinator, name="area-coordinator"),
    path("manage/<int:number>/coordinators/<int:held>/end/", register.end, name="coordinator-end"),
    path(
        "manage/<int:number>/coordinators/<int:held>/restore/", register.restore, name="coordinator-restore"
    ),
    path("<int:area>/", tables.table, name="area"),
    path("<int:area>/excel/", tables.excel, name="area-excel"),
    path("<int:area>/distribution/", tables.spread, name="area-distribution"),
    path("<int:area>/comparison/", tables.comparison, name="area-comparison"),
    path("<int:area>/remind/", messages.remind, name="area-remind"),
    path("<int:area>/remind/write/", messages.write, name="area-write"),
    path("<int:area>/messages/", messages.history, name="area-messages"),
    path("<int:area>/messages/<int:number>/", messages.message, name="area-message"),
]
