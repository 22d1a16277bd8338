"""The interface: all operations under one description (OpenAPI)."""

from ninja import NinjaAPI

from prongsai import __version__
from prongsai.site.api.doors import ByToken
from prongsai.site.api.faults import answer_faults
from prongsai.site.api.operations import (
    agencies,
    area_figures,
    area_register,
    areas,
    evidence,
    findings,
    meetings,
    mine,
    outcomes,
    papers,
    people,
    plans,
    progress,
    public,
    readings,
    register,
    results,
    rounds,
    versions,
)

DESCRIPTION = """\
What people do on the pages of Prongsai, for programs. Show a token in the header `Authorization: Bearer …`; it is made on
the page of one's account, is valid for a while, and may do what its owner may, within its scopes. Scores are strings with
two decimals, years are of the Buddhist era, days are ISO dates (C.E.). What is wrong is always said in the one shape `Fault`.
"""


def make_api() -> NinjaAPI:
    """Give the interface with all its operations."""
    api = NinjaAPI(
        title="Prongsai", version="1", description=DESCRIPTION, auth=ByToken(), docs_url=None, urls_namespace="api",
        openapi_extra={"info": {"x-made-by": __version__}},
    )  # fmt: skip
    answer_faults(api)
    nouns = (
        mine, agencies, people, rounds, results, findings, plans, versions, progress, evidence, meetings,
        outcomes, papers, public, readings, areas, area_figures,
        area_register, register,
    )  # fmt: skip
    for each in nouns:
        api.add_router("", each.router)
    return api
