"""Where the pages of agencies lie."""

from django.urls import path

from prongsai.site.agencies import views
from prongsai.site.agencies.chain import views as chain
from prongsai.site.agencies.details import views as details
from prongsai.site.agencies.divisions import views as divisions
from prongsai.site.agencies.handover import views as handover
from prongsai.site.agencies.history import views as history
from prongsai.site.agencies.importing import views as importing
from prongsai.site.agencies.invitations import views as invitations
from prongsai.site.agencies.people import views as people
from prongsai.site.agencies.register import views as register

urlpatterns = [
    path("", register.agencies, name="agencies"),
    path("new/", register.new, name="agency-new"),
    path("manager/<int:number>/", register.manager, name="agency-manager"),
    path("record/<int:number>/", history.agency_record, name="agency-record"),
    path("record/<int:number>/rename/", history.rename, name="agency-rename"),
    path("record/<int:number>/rename/undo/", history.rename_back, name="agency-rename-back"),
    path("record/<int:number>/merge/", history.merge, name="agency-merge"),
    path("record/<int:number>/merge/<int:into>/", history.merge_into, name="agency-merge-into"),
    path("record/<int:number>/separate/", history.separate, name="agency-separate"),
    path("lists/", importing.upload, name="agency-lists"),
    path("lists/template/", importing.template, name="agency-list-template"),
    path("lists/<int:number>/", importing.check, name="agency-list"),
    path("lists/<int:number>/confirm/", importing.confirm, name="agency-list-confirm"),
    path("<int:agency>/", views.overview, name="agency"),
    path("<int:agency>/people/", people.people, name="people"),
    path("<int:agency>/people/<int:number>/", people.member, name="member"),
    path("<int:agency>/people/<int:number>/end/", people.end, name="member-end"),
    path("<int:agency>/people/<int:number>/restore/", people.restore, name="member-restore"),
    path("<int:agency>/people/<int:number>/link/", people.link, name="member-link"),
    path("<int:agency>/people/<int:number>/hand-over/", handover.choose, name="hand-over"),
    path(
        "<int:agency>/people/<int:number>/hand-over/<int:successor>/",
        handover.confirm,
        name="hand-over-confirm",
    ),
    path("<int:agency>/people/invite/", invitations.invite, name="invite"),
    path("<int:agency>/people/invitations/<int:number>/renew/", invitations.renew, name="invitation-renew"),
    path(
        "<int:agency>/people/invitations/<int:number>/revoke/", invitations.revoke, name="invitation-revoke"
    ),
    path(
        "<int:agency>/people/invitations/<int:number>/restore/",
        invitations.restore,
        name="invitation-restore",
    ),
    path("<int:agency>/settings/", details.settings, name="agency-settings"),
    path("<int:agency>/settings/pictures/<str:which>/", details.picture, name="picture"),
    path("<int:agency>/settings/divisions/", divisions.divisions, name="divisions"),
    path("<int:agency>/settings/divisions/usual/", divisions.add_usual, name="divisions-usual"),
    path("<int:agency>/settings/divisions/<int:number>/", divisions.division, name="division"),
    path("<int:agency>/settings/divisions/<int:number>/move/", divisions.move, name="division-move"),
    path("<int:agency>/settings/divisions/<int:number>/remove/", divisions.remove, name="division-remove"),
    path("<int:agency>/settings/divisions/<int:number>/restore/", divisions.restore, name="division-restore"),
    path("<int:agency>/settings/divisions/<int:number>/merge/", divisions.merge, name="division-merge"),
    path("<int:agency>/settings/chain/", chain.chain, name="chain"),
    path("<int:agency>/settings/chain/usual/", chain.add_usual, name="chain-usual"),
    path("<int:agency>/settings/chain/<int:number>/", chain.step, name="chain-step"),
    path("<int:agency>/settings/chain/<int:number>/move/", chain.move, name="chain-move"),
    path("<int:agency>/settings/chain/<int:number>/remove/", chain.remove, name="chain-remove"),
    path("<int:agency>/settings/chain/restore/<str:words>/", chain.restore, name="chain-restore"),
]
