"""How many papers the worker makes."""

import os
import subprocess
import sys
import time

from django_scopes import scope

from big import NEWEST
from prongsai.reports.details import Details
from prongsai.site.agencies.queries import actor_in
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.models import PaperFile
from prongsai.site.plans.queries import the_plan
from prongsai.site.rounds.queries import the_round
from site_data import Site

ORDERS = 10
PAPERS = ("report", "memo", "divisions", "order", "announcement", "meeting", "picture")


def measure_papers(site: Site, unit: float) -> None:
    """Order all papers in two formats in some agencies, let one worker make them, and print how long it took."""
    details = plain_details(Details(watermark="ร่าง"), spare_memo=True)
    files = 0
    chosen = site.working[:ORDERS]
    for each in chosen:
        with scope(agency=each.agency):
            round_ = the_round(each.agency, NEWEST)
            order_papers(
                actor_in(each.user, each.agency.pk),
                round_,
                the_plan(round_),
                papers=PAPERS,
                formats=("docx", "pdf"),
                details=details,
            )
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "prongsai", "site", "worker", "--until-empty"],
        check=True,
        env=dict(os.environ),
    )
    taken = time.perf_counter() - begun
    for each in chosen:
        with scope(agency=each.agency):
            files += PaperFile.objects.filter(agency=each.agency).count()
    print(
        f"papers: {files} files of {len(chosen)} orders in {taken:.1f} s by one worker, its start included: "
        f"{files * 60 / taken:.0f} a minute, ratio {taken / files / unit:.2f} a file"
    )
