"""Making a plan from the findings, and bringing it in line with them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.analysis.model import Analysis
from prongsai.language.problems import InputError, Problem
from prongsai.planning import model
from prongsai.planning.divisions import divisions_of as usual_names
from prongsai.planning.renewal import first_made
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import EVERYBODY, divisions_of
from prongsai.site.doors import action, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import ChangedMeanwhile, facts, locked_plan, mark, touch
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.plans.queries import measures_of, the_measure
from prongsai.site.plans.renewing import (
    Proposal,
    fresh_plan,
    newer_numbers,
    number_of,
    numbered,
    propose,
    remember,
)
from prongsai.site.plans.values import PARTS, fields_of, plan_method, with_keys
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.packs import method_of, pack_of
from prongsai.site.rounds.queries import analysis_for
from prongsai.site.rounds.shown import WRITTEN, show_plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan that was made or brought in line, and the names of the divisions that it needed and the agency lacked."""

    plan: Plan
    divisions: tuple[str, ...]


@action("plan.edit")
def make(actor: Actor, each: Round, plan_year: int, numbers_of: int) -> Outcome:
    """Make the plan of a round, for a plan year and with the item numbers of a year.

    Owners that are no divisions of the agency yet become such. Raises InputError where the round has a plan or no
    result, or a year does not fit.
    """
    Round.objects.select_for_update().get(pk=each.pk)
    analysis = _analysis(each)
    if Plan.objects.filter(round=each).exists():
        raise InputError(Problem("plan-there", _("This round has a plan already.")))
    if plan_year < each.fiscal_year:
        what = _("The plan year {plan} is before the result's year {result}.").format(
            plan=plan_year, result=each.fiscal_year
        )
        raise InputError(Problem("plan-year-before-result", what))
    pack = pack_of(numbers_of)
    divisions = divisions_of(actor.agency)
    method = method_of(pack.pk, numbers_of)
    fresh = fresh_plan(analysis, actor.agency.facts, plan_year, method, divisions)
    known = {each.name: each for each in reversed(divisions)}
    new = _missing([owner for measure in fresh.measures for owner in measure.owners], known, actor)
    plan = Plan.objects.create(
        agency=actor.agency,
        round=each,
        plan_year=plan_year,
        item_pack=pack,
        method_hash=fresh.method_hash,
        texts=dict(fresh.texts),
        paragraphs={str(number): text for number, text in fresh.paragraphs.items()},
        made=remember(first_made(numbered(fresh, list(known.values()))), analysis),
    )
    show_plan(each, WRITTEN)
    for place, value in enumerate(fresh.measures):
        row = _row(plan, value, place)
        _own(row, [known[owner] for owner in value.owners])
    record(
        actor,
        "plan.made",
        plan,
        after={"plan_year": plan_year, "numbers_of": numbers_of, "measures": len(fresh.measures), "divisions": list(new)},
    )  # fmt: skip
    return Outcome(plan, new)


@action("plan.edit")
def renew(actor: Actor, plan: Plan, seen: str) -> Outcome:
    """Bring a plan in line with the result, just as it was shown: `seen` is the digest of that proposal.

    Raises ChangedMeanwhile where something was changed since, InputError where the round has no result any more.
    """
    held = locked_plan(plan)
    analysis = _analysis(held.round)
    measures, divisions = measures_of(held), divisions_of(actor.agency)
    proposal = propose(held, measures, divisions, analysis)
    if proposal.digest != seen:
        raise ChangedMeanwhile(held)
    before = {"texts": held.texts, "paragraphs": held.paragraphs, "numbers_of": plan_method(held).fiscal_year}
    _put_texts(held, proposal.plan)
    held.method_hash = proposal.plan.method_hash
    held.item_pack = pack_of(proposal.plan.item_year) if newer_numbers(held) else held.item_pack
    held.made = remember(proposal.made, analysis)
    held.save()
    new = _put_measures(actor, held, measures, divisions, proposal)
    if new:  # owners that were names when the proposal was made are divisions now
        again = propose(held, measures_of(held), divisions_of(actor.agency), analysis)
        held.made = remember(again.made, analysis)
        held.save(update_fields=["made"])
    after = {
        "texts": held.texts,
        "paragraphs": held.paragraphs,
        "numbers_of": proposal.plan.item_year,
        "notes": [f"{each.outcome} {each.place}" for each in proposal.notes],
    }
    record(actor, "plan.renewed", held, before, after)
    touch(held)
    return Outcome(held, new)


def _analysis(each: Round) -> Analysis:
    found = analysis_for(each)
    if found is None:
        what = _("The round of {year} has no decisive result.").format(year=each.fiscal_year)
        raise InputError(Problem("no-result", what, mend=_("enter a result first")))
    return found


def _missing(owners: Sequence[str], known: dict[str, Division], actor: Actor) -> tuple[str, ...]:
    """Make divisions of owners that the agency lacks, put them to those known by name, and give their names, without the one for all."""
    keys = {name: key for key, name in reversed(usual_names(actor.agency.facts).items())}
    new = tuple(name for name in dict.fromkeys(owners) if name not in known)
    last = Division.objects.filter(agency=actor.agency).aggregate(Max("place"))["place__max"] or 0
    taken = {each.key for each in known.values()}
    for place, name in enumerate(new, start=last + 1):
        key = keys.get(name, "")
        known[name] = Division.objects.create(
            agency=actor.agency, name=name, key="" if key in taken else key, place=place
        )
        record(actor, "division.added", known[name], after={"name": name})
    return tuple(name for name in new if known[name].key != EVERYBODY)


def _row(plan: Plan, value: model.Measure, place: int) -> Measure:
    fields = fields_of(value)
    return Measure.objects.create(
        agency=plan.agency,
        plan=plan,
        key=value.id,
        place=place,
        **{**fields, "steps": with_keys(fields["steps"], ())},
    )


def _own(measure: Measure, owners: Sequence[Division]) -> None:
    """Let a measure belong to divisions, the first leading."""
    Ownership.objects.filter(measure=measure).delete()
    Ownership.objects.bulk_create(
        Ownership(agency_id=measure.agency_id, measure=measure, division=each, place=place)
        for place, each in enumerate(owners)
    )


def _put_texts(plan: Plan, value: model.Plan) -> None:
    paragraphs = {str(number): text for number, text in value.paragraphs.items()}
    changed = [
        f"{name}/{key}"
        for name, before, after in (
            ("texts", plan.texts, value.texts),
            ("paragraphs", plan.paragraphs, paragraphs),
        )
        for key in {*before, *after}
        if before.get(key) != after.get(key)
    ]
    plan.texts, plan.paragraphs = dict(value.texts), paragraphs
    if changed:
        mark(plan, *changed)


def _put_measures(
    actor: Actor,
    plan: Plan,
    measures: Sequence[Measure],
    divisions: Sequence[Division],
    proposal: Proposal,
) -> tuple[str, ...]:
    """Write the measures of a proposal into their rows; give the names of divisions that were made for it."""
    standing = {each.key: each for each in measures}
    known = {each.name: each for each in reversed(divisions)}
    named = [owner for owners in proposal.owners.values() for owner in owners if number_of(owner) is None]
    new = _missing(named, known, actor)
    rows = {each.pk: each for each in known.values()}
    rows |= {each.division_id: each.division for measure in measures for each in measure.owners.all()}
    last = max((each.place for each in measures), default=-1)
    for value in proposal.plan.measures:
        owners = [
            known[owner] if (number := number_of(owner)) is None else rows[number]
            for owner in proposal.owners[value.id]
        ]
        if value.id in standing:
            _bring_in_line(actor, plan, standing[value.id], value, owners)
        else:
            last += 1
            _bring_back_or_add(actor, plan, value, owners, last)
    for key in standing.keys() - {each.id for each in proposal.plan.measures}:
        gone = standing[key]
        gone.removed_at = timezone.now()
        gone.save(update_fields=["removed_at"])
        record(actor, "measure.no-longer-follows", gone, facts(gone))
    return new


def _bring_in_line(
    actor: Actor, plan: Plan, row: Measure, value: model.Measure, owners: Sequence[Division]
) -> None:
    before = facts(row)
    fields = fields_of(value)
    now: Mapping[str, object] = {**fields, "steps": with_keys(fields["steps"], row.steps)}
    parts = {
        part
        for part, names in PARTS.items()
        for name in names
        if name in now and getattr(row, name) != now[name]
    }
    if [each.division_id for each in row.owners.all()] != [each.pk for each in owners]:
        parts.add("owners")
    if not parts:
        return
    for name, content in now.items():
        setattr(row, name, content)
    mark(row, *parts)
    row.save()
    if "owners" in parts:
        _own(row, owners)
    record(actor, "measure.renewed", row, before, facts(the_measure(plan, row.key)))


def _bring_back_or_add(
    actor: Actor, plan: Plan, value: model.Measure, owners: Sequence[Division], place: int
) -> None:
    """Put a measure at the end; the row of one that was deleted before serves again."""
    row = Measure.objects.filter(plan=plan, key=value.id).first()
    if row is None:
        row = _row(plan, value, place)
    else:
        fields = fields_of(value)
        for name, content in {**fields, "steps": with_keys(fields["steps"], ())}.items():
            setattr(row, name, content)
        row.place, row.removed_at = place, None
        mark(row, *PARTS)
        row.save()
        row.persons.clear()
    _own(row, owners)
    record(actor, "measure.renewed", row, after=facts(the_measure(plan, row.key)))
