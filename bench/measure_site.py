"""Measure the site with many agencies: the server's time of every page, fifty users at once, papers by the worker.

Run with `make bench`, or by itself: `python bench/measure_site.py --agencies 8300 --database postgresql://…`. Without a
database it is SQLite. All is made in a folder (and a database) of its own, which goes when the run ends.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import psycopg

HERE = Path(__file__).parent
for folder in ("tools", "tests"):
    sys.path.insert(0, str(HERE.parent / folder))

from served import a_database  # noqa: E402


def main() -> int:
    """Measure one database and print the tables; give 0 where no answer was wrong."""
    options = arguments()
    if options.database and not is_reachable(options.database):
        print("PostgreSQL is not reachable at the address that was given: not measured.")
        return 0
    with (
        tempfile.TemporaryDirectory(prefix="prongsai-bench-") as folder,
        a_database(options.database) as database,
    ):
        data = Path(folder) / "data"
        for name in [name for name in os.environ if name.startswith("PRONGSAI_")]:
            del os.environ[name]
        os.environ.update(
            PRONGSAI_DATA=str(data),
            PRONGSAI_DATABASE=database,
            DJANGO_SETTINGS_MODULE="prongsai.site.settings",
        )
        return measure(options, data, database)


def arguments() -> argparse.Namespace:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--database", default="", help="postgresql://user@host/name: a database beside it is made"
    )
    parser.add_argument("--agencies", type=int, default=500)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20, help="how long the users work, each time")
    parser.add_argument("--all", action="store_true", help="print every kind of page, not only the slowest")
    return parser.parse_args()


def is_reachable(address: str) -> bool:
    """Tell whether PostgreSQL answers at an address."""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def measure(options: argparse.Namespace, data: Path, database: str) -> int:
    """Fill the database and measure it. What needs Django is imported here, once its settings stand."""
    from measure import baseline, seconds  # noqa: PLC0415
    from prongsai.site.running import initialise  # noqa: PLC0415

    unit = seconds(baseline)
    print(
        f"\n{'PostgreSQL' if database else 'SQLite'}: {options.agencies:,} agencies with ten years each, and the biggest agency"
    )
    print(f"baseline (plain Python, 2,000,000 steps): {unit:.3f} s of CPU = 1.00")
    initialise()
    from site_data import fill_site  # noqa: PLC0415
    from site_pages import measure_pages  # noqa: PLC0415
    from site_papers import measure_papers  # noqa: PLC0415
    from site_users import measure_users  # noqa: PLC0415

    begun = time.perf_counter()
    site = fill_site(options.agencies, options.users)
    print(f"filled in {time.perf_counter() - begun:.0f} s")
    measure_pages(site, unit, everything=options.all)
    wrong = measure_users(site, data, database, unit, options.seconds)
    measure_papers(site, unit)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
