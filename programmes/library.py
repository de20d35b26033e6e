"""The library of activities by deficit: what a mentor and a mentee may do about a request. Data in `builtin/`."""

import json
from dataclasses import dataclass
from functools import cache

from common.russian import normalise_search
from programmes.samples import BUILTIN

AUDIENCES = {
    "teachers": {"teachers", "both"},
    "kindergarten": {"teachers", "kindergarten", "both"},
    "college": {"teachers", "college", "both"},
    "learners": {"learners", "both"},
}


@dataclass(frozen=True)
class Activity:
    """One proposal: `key` names it in forms, `deficit` is the field of difficulties that it helps in."""

    key: str
    deficit: str
    text: str
    form: str
    result: str


@dataclass(frozen=True)
class Deficit:
    """A field of difficulties, the words by which a request is recognised, and what helps."""

    name: str
    audience: str
    words: tuple
    activities: tuple

    def speaks_of(self, text):
        """Whether a request or the name of a competence is about this field: by stems, in any order."""
        said = normalise_search(text).split()
        return any(
            all(any(word.startswith(stem) for word in said) for stem in normalise_search(stems).split())
            for stems in self.words
        )


@cache
def deficits():
    found = []
    for number, row in enumerate(json.loads((BUILTIN / "activities.json").read_text(encoding="utf-8"))):
        activities = tuple(
            Activity(f"{number}-{place}", row["name"], text, form, result)
            for place, (text, form, result) in enumerate(row["activities"])
        )
        found.append(Deficit(row["name"], row["for"], tuple(row["words"]), activities))
    return found


@cache
def activities():
    """{key: Activity} of the whole library."""
    return {one.key: one for deficit in deficits() for one in deficit.activities}


def for_audience(audience):
    return [deficit for deficit in deficits() if deficit.audience in AUDIENCES[audience]]


def recognised(texts, audience):
    """The fields of difficulties that these requests name, in the order of the library."""
    return [deficit for deficit in for_audience(audience) if any(map(deficit.speaks_of, texts))]
