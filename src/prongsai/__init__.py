"""Prongsai (โปร่งใส): from an ITA result to scores, findings, a plan and the official report."""

__version__ = "0.1.0"
