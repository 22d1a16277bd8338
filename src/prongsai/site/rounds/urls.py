"""Where the pages of rounds lie."""

from django.urls import path

from prongsai.site.rounds.views import (
    earlier_pages,
    entry_pages,
    remark_pages,
    result_pages,
    round_pages,
    way_pages,
)

ROUND = "<int:year>/"
RESULT = f"{ROUND}results/<int:number>/"
ENTRY = f"{ROUND}entries/<int:number>/"
REMARKS = f"{ROUND}remarks/"

urlpatterns = [
    path("start/", round_pages.start, name="round-start"),
    path(ROUND, round_pages.the_page, name="round"),
    path(f"{ROUND}close/", round_pages.close, name="round-close"),
    path(f"{ROUND}reopen/", round_pages.reopen, name="round-reopen"),
    path(f"{ROUND}results/new/", entry_pages.new, name="result-new"),
    path(f"{ROUND}results/template.xlsx", entry_pages.template, name="result-template"),
    path(RESULT, result_pages.result, name="result"),
    path(f"{RESULT}correct/", result_pages.correct, name="result-correct"),
    path(f"{RESULT}decide/", result_pages.make_decisive, name="result-decide"),
    path(f"{RESULT}rescore/", result_pages.rescore, name="result-rescore"),
    path(f"{RESULT}remove/", result_pages.remove, name="result-remove"),
    path(f"{RESULT}restore/", result_pages.restore, name="result-restore"),
    path(ENTRY, entry_pages.go_on, name="entry"),
    path(f"{ENTRY}way/", way_pages.way, name="entry-way"),
    path(f"{ENTRY}scores/", entry_pages.scores, name="entry-scores"),
    path(f"{ENTRY}sums/", entry_pages.live_sums, name="entry-sums"),
    path(f"{ENTRY}check/", entry_pages.check, name="entry-check"),
    path(f"{ENTRY}discard/", entry_pages.discard, name="entry-discard"),
    path(f"{ENTRY}restore/", entry_pages.restore, name="entry-restore"),
    path(REMARKS, remark_pages.remarks, name="remarks"),
    path(f"{REMARKS}letter/", remark_pages.letter, name="remarks-letter"),
    path(f"{REMARKS}new/", remark_pages.remark_new, name="remark-new"),
    path(f"{REMARKS}restore/", remark_pages.restore, name="remarks-restore"),
    path(f"{REMARKS}carry/<int:number>/", remark_pages.carry, name="remarks-carry"),
    path(f"{REMARKS}<slug:key>/", remark_pages.remark, name="remark"),
    path(f"{REMARKS}<slug:key>/remove/", remark_pages.remark_remove, name="remark-remove"),
    path(f"{ROUND}earlier/", earlier_pages.earlier, name="earlier-years"),
]
