"""How far a round is: its tasks in order, each with its state, and the one thing that is to be done next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prongsai.site.plans.models import VersionState
from prongsai.site.shell.speech import spell

DONE_STATES = frozenset({VersionState.APPROVED, VersionState.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a round: what its tasks and the next step follow from.

    `entries` counts results that are being brought in, `remarks` is None where there is no decisive result; `version`
    is the state of the plan's newest version, None before the first; `mine`: it awaits the reader's own decision.
    """

    agency: int
    fiscal_year: int
    closed: bool
    decided: bool
    entries: int = 0
    remarks: int | None = None
    earlier: int = 0
    has_plan: bool = False
    version: str | None = None
    version_number: int | None = None
    mine: bool = False
    papers: int = 0

    def url(self, name: str, *more: object) -> str:
        """Give the address of a page of the round."""
        return reverse(name, args=[self.agency, self.fiscal_year, *more])


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the list: where it leads (nowhere while it cannot start), its state in words and its look."""

    title: str
    hint: str
    url: str
    status: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next: the words of its button, where it leads, the act that it takes, and why.

    `also` is a second link, words and address, where something may be done before; empty words where there is none.
    """

    words: str
    url: str
    act: str
    why: str
    also: tuple[str, str] = ("", "")


def tasks(standing: Standing) -> list[Task]:
    """Give the tasks of a round, in order."""
    return [
        _scores(standing),
        _remarks(standing),
        _earlier(standing),
        _findings(standing),
        _plan(standing),
        _approval(standing),
        _papers(standing),
        _follow_up(standing),
    ]


def _scores(standing: Standing) -> Task:
    title, hint = _("Scores"), _("The result that the assessor announced, or your own estimate")
    if standing.decided:
        return Task(title, hint, f"{standing.url('round')}#results", _("Done"), "done")
    url = standing.url("result-new")
    if standing.entries:
        return Task(title, hint, url, _("In progress"), "doing")
    return Task(title, hint, url, _("Not started"), "now")


def _remarks(standing: Standing) -> Task:
    title, hint = _("Assessor's remarks"), _("The points that the assessor's letter names")
    if standing.remarks is None:
        return Task(title, hint, "", _("Cannot start yet"))
    url = standing.url("remarks")
    if not standing.remarks:
        return Task(title, hint, url, _("None entered"), "now")
    words = ngettext("{number} remark", "{number} remarks", standing.remarks)
    return Task(title, hint, url, words.format(number=spell(standing.remarks)), "done")


def _earlier(standing: Standing) -> Task:
    title, hint = _("Earlier years"), _("So that changes can be seen; may be left out")
    url = standing.url("earlier-years")
    if not standing.earlier:
        return Task(title, hint, url, _("Optional"))
    words = ngettext("{number} year", "{number} years", standing.earlier)
    return Task(title, hint, url, words.format(number=spell(standing.earlier)), "done")


def _findings(standing: Standing) -> Task:
    title, hint = _("Findings"), _("What to mend, what to develop, what to keep up, and why")
    if not standing.decided:
        return Task(title, hint, "", _("Cannot start yet"))
    return Task(title, hint, standing.url("findings"), _("Ready to read"), "hint")


def _plan(standing: Standing) -> Task:
    title, hint = _("Plan"), _("Measures with owners, steps, period and follow-up")
    if standing.has_plan:
        look = "done" if standing.version in DONE_STATES else "doing"
        return Task(title, hint, standing.url("plan"), _plan_words(standing.version), look)
    if not standing.decided:
        return Task(title, hint, "", _("Cannot start yet"))
    return Task(title, hint, standing.url("plan"), _("Not started"), "now")


def _plan_words(version: str | None) -> str:
    if version in DONE_STATES:
        return _("Done")
    return _("Submitted for approval") if version == VersionState.SUBMITTED else _("In progress")


def _approval(standing: Standing) -> Task:
    title, hint = _("Approval"), _("By those who approve, one after the other")
    if standing.version is None:
        return Task(title, hint, "", _("Cannot start yet"))
    look = {
        VersionState.APPROVED: "approved",
        VersionState.PUBLISHED: "published",
        VersionState.RETURNED: "returned",
    }.get(standing.version, "submitted")
    url = standing.url("plan-version", standing.version_number)
    return Task(title, hint, url, str(VersionState(standing.version).label), look)


def _papers(standing: Standing) -> Task:
    title, hint = _("Papers"), _("Report, memos to divisions, order, announcement, meeting sheet")
    if not standing.decided:
        return Task(title, hint, "", _("Cannot start yet"))
    url = standing.url("papers")
    if not standing.papers:
        return Task(title, hint, url, _("None made yet"), "now")
    words = ngettext("{number} file", "{number} files", standing.papers)
    return Task(title, hint, url, words.format(number=spell(standing.papers)), "done")


def _follow_up(standing: Standing) -> Task:
    title, hint = _("Follow-up"), _("What was done on each measure, with proof, and what is due")
    if standing.version in DONE_STATES:
        return Task(title, hint, standing.url("progress"), _("Under way"), "doing")
    return Task(title, hint, standing.url("progress") if standing.version else "", _("Cannot start yet"))


def next_step(standing: Standing) -> Step:
    """Give the one thing that brings a round on."""
    if not standing.decided:
        return Step(
            _("Bring in the result"),
            standing.url("result-new"),
            "result.enter",
            _("Everything else follows from the scores."),
        )
    if not standing.has_plan:
        return Step(
            _("Read the findings and make the plan"),
            standing.url("findings"),
            "plan.edit",
            _("The scores are in. The findings say what to mend, and lead to the plan."),
            ("", "")
            if standing.remarks != 0
            else (_("Enter the assessor's remarks first"), standing.url("remarks")),
        )
    if standing.version is None or standing.version in {VersionState.RETURNED, VersionState.WITHDRAWN}:
        return Step(
            _("Go on with the plan"),
            standing.url("plan"),
            "plan.edit",
            _("Fill in what is missing, then submit it for approval.")
            if standing.version != VersionState.RETURNED
            else _("The plan came back. Read why, change it, and submit it again."),
        )
    if standing.mine:
        return Step(
            _("Read and decide"),
            standing.url("plan-approve", standing.version_number),
            "plan.approve",
            _("The plan awaits your decision."),
        )
    if standing.version == VersionState.SUBMITTED:
        return Step(
            _("See how far the approval is"),
            standing.url("plan-version", standing.version_number),
            "plan.view",
            _("The plan waits for those who approve it."),
        )
    return _after_approval(standing)


def _after_approval(standing: Standing) -> Step:
    if standing.version == VersionState.APPROVED:
        return Step(
            _("Publish the plan"),
            standing.url("plan-version", standing.version_number),
            "plan.publish",
            _("The plan is approved."),
        )
    if standing.papers:
        return Step(
            _("Follow the measures up"),
            standing.url("progress"),
            "progress.view",
            _("The plan is published. See what is due, and confirm what the divisions report."),
            (_("See the papers"), standing.url("papers")),
        )
    return Step(
        _("Make the papers"),
        standing.url("papers"),
        "paper.view",
        _("The plan is published. Print what the divisions and the meeting need."),
        (_("Follow the measures up"), standing.url("progress")),
    )


def plan_word(*, has_plan: bool, version: str | None) -> tuple[str, str]:
    """Give how far a plan is in words, and the look of its tag."""
    if version is not None:
        return str(VersionState(version).label), version
    return (_("being written"), "doing") if has_plan else (_("no plan yet"), "")
