"""Run the command with ``python -m prongsai``."""

from prongsai.cli.main import run

run()
