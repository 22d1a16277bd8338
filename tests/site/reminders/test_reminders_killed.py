"""Killed by force between a letter that left and the answer: nobody gets it twice, and the others get theirs."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from mail_house import mail_house
from own_sites import own_site

PROGRAM = Path(__file__).parent / "sending.py"


def test_one_killed_while_sending_sends_nothing_twice(kept_sites, tmp_path):
    with own_site(tmp_path / "site", like=kept_sites.filled()) as site, mail_house() as house:
        environment = {
            **site.environment,
            "DJANGO_SETTINGS_MODULE": "prongsai.site.settings",
            "PRONGSAI_MAIL": house.address,
        }
        program = [sys.executable, str(PROGRAM)]
        house.silent = True
        with subprocess.Popen(program, env=environment) as first:
            assert house.came.wait(120)
            first.kill()
        assert (len(house.taken), first.returncode) == (1, -9)
        house.silent = False
        for _time in range(2):
            subprocess.run(program, env=environment, check=True, timeout=120)
        assert (max(Counter(house.taken).values()), len(house.taken) > 2) == (1, True)
        states = dict(site.sql("SELECT state, count(*) FROM reminders_digest GROUP BY state"))
        assert states == {"begun": 1, "sent": len(house.taken) - 1}
