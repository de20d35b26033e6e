"""Acts that papers cite: dated data, chosen by what is in force on the paper's date."""

import datetime as dt
import json
from functools import cache
from pathlib import Path


@cache
def acts():
    return json.loads((Path(__file__).parent / "acts.json").read_text(encoding="utf-8"))


def cited(key: str, on: dt.date) -> str:
    """The words that cite an act, or "" when it is not in force on that date. KeyError for an unknown key."""
    act = {row["key"]: row for row in acts()}[key]
    starts, ends = act["in_force_from"], act["in_force_until"]
    return act["words"] if starts <= on.isoformat() and (ends is None or on.isoformat() <= ends) else ""
