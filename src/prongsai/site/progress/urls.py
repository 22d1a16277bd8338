"""Where the pages of follow-up lie."""

from django.urls import path

from prongsai.site.progress.views import entry_pages, meeting_pages, plan_pages

ROUND = "rounds/<int:year>/progress/"
ENTRY = f"{ROUND}entries/<int:number>/"
EVIDENCE = f"{ROUND}evidence/<int:number>/"
MEETING = f"{ROUND}meetings/<int:number>/"

urlpatterns = [
    path("due/", plan_pages.due, name="due"),
    path(ROUND, plan_pages.progress, name="progress"),
    path(f"{ROUND}timeline/", plan_pages.timeline, name="progress-timeline"),
    path(f"{ROUND}outcome/", plan_pages.outcome, name="progress-outcome"),
    path(f"{ROUND}awaiting/", entry_pages.awaiting, name="progress-awaiting"),
    path(f"{ROUND}measures/<slug:key>/", plan_pages.measure, name="progress-measure"),
    path(f"{ROUND}measures/<slug:key>/new/", entry_pages.entry_new, name="progress-entry-new"),
    path(ENTRY, entry_pages.entry, name="progress-entry"),
    path(f"{ENTRY}confirm/", entry_pages.entry_confirm, name="progress-entry-confirm"),
    path(f"{ENTRY}return/", entry_pages.entry_return, name="progress-entry-return"),
    path(f"{ENTRY}remove/", entry_pages.entry_remove, name="progress-entry-remove"),
    path(f"{ENTRY}restore/", entry_pages.entry_restore, name="progress-entry-restore"),
    path(f"{ENTRY}evidence/", entry_pages.evidence_new, name="evidence-new"),
    path(f"{EVIDENCE}remove/", entry_pages.evidence_remove, name="evidence-remove"),
    path(f"{EVIDENCE}restore/", entry_pages.evidence_restore, name="evidence-restore"),
    path(f"{ROUND}meetings/", meeting_pages.meetings, name="meetings"),
    path(f"{ROUND}meetings/new/", meeting_pages.meeting_new, name="meeting-new"),
    path(MEETING, meeting_pages.meeting, name="meeting"),
    path(f"{MEETING}change/", meeting_pages.meeting_change, name="meeting-change"),
    path(f"{MEETING}minutes/", meeting_pages.minutes_new, name="minutes-new"),
    path(f"{MEETING}remove/", meeting_pages.meeting_remove, name="meeting-remove"),
    path(f"{MEETING}restore/", meeting_pages.meeting_restore, name="meeting-restore"),
]
