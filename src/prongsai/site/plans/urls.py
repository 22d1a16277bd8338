"""Where the pages of a plan lie."""

from django.urls import path

from prongsai.site.plans.views import (
    approval_pages,
    measure_pages,
    plan_pages,
    step_pages,
    version_pages,
)

MEASURE = "measures/<slug:key>/"
STEP = f"{MEASURE}steps/<slug:step>/"
VERSION = "versions/<int:number>/"

urlpatterns = [
    path("", plan_pages.plan, name="plan"),
    path("make/", plan_pages.make_plan, name="plan-make"),
    path("renew/", plan_pages.renew_plan, name="plan-renew"),
    path("coverage/", plan_pages.covered, name="plan-coverage"),
    path("document/", plan_pages.document, name="plan-document"),
    path("texts/", plan_pages.texts, name="plan-texts"),
    path("texts/<slug:key>/", plan_pages.text, name="plan-text"),
    path("days/", measure_pages.period_days, name="plan-days"),
    path("measures/new/", measure_pages.measure_new, name="measure-new"),
    path(MEASURE, measure_pages.measure, name="measure"),
    path(f"{MEASURE}move/", measure_pages.measure_move, name="measure-move"),
    path(f"{MEASURE}remove/", measure_pages.measure_remove, name="measure-remove"),
    path(f"{MEASURE}restore/", measure_pages.measure_restore, name="measure-restore"),
    path(f"{MEASURE}step/", step_pages.step_new, name="measure-step-new"),
    path(f"{MEASURE}step/back/", step_pages.step_back, name="measure-step-back"),
    path(f"{MEASURE}parts/<slug:part>/", measure_pages.measure_part, name="measure-part"),
    path(STEP, step_pages.step, name="measure-step"),
    path(f"{STEP}move/", step_pages.step_move, name="measure-step-move"),
    path(f"{STEP}remove/", step_pages.step_remove, name="measure-step-remove"),
    path("submit/", approval_pages.plan_submit, name="plan-submit"),
    path("versions/", version_pages.versions, name="plan-versions"),
    path(VERSION, version_pages.version, name="plan-version"),
    path(f"{VERSION}open/", version_pages.version_open, name="plan-version-open"),
    path(f"{VERSION}approve/", approval_pages.plan_approve, name="plan-approve"),
    path(f"{VERSION}scan/", approval_pages.plan_scan, name="plan-scan"),
    path(f"{VERSION}withdraw/", approval_pages.plan_withdraw, name="plan-withdraw"),
    path(f"{VERSION}publish/", approval_pages.plan_publish, name="plan-publish"),
]
