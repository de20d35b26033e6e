"""The journal speaks Russian: every deed that the code records has words, and no words stand for nothing."""

import re

from django.conf import settings

from audit.words import WORDS, words_for

RECORDED = re.compile(
    r'"([a-z]+\.[a-z_]+)", [a-z.]+, by='  # record("noun.verbed", row, by=…
    r'|, "([a-z]+\.[a-z_]+)", by='  # save_form(form, "noun.verbed", by=…
    r'|, "([a-z]+\.[a-z_]+)"\)$'  # handed on to one of these
    r'|\(\s*"([a-z]+\.[a-z_]+)",$',
    re.MULTILINE,
)
ROOMS = (
    "organizations",
    "roadmap",
    "people",
    "pairs",
    "programmes",
    "meetings",
    "selection",
    "support",
    "surveys",
    "documents",
)
# Recorded as f"{side}.left" and, in the back office, f"admin.{verb}".
COMPOSED = {"mentee.left", "mentor.left", "admin.added", "admin.changed", "admin.deleted", "admin.imported"}


def recorded_actions():
    """What services and pages hand to the journal."""
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).glob("**/*.py"):
            if "tests" not in path.parts and ("services" in str(path) or "views" in str(path)):
                for found in RECORDED.findall(path.read_text()):
                    yield next(filter(None, found))


def test_every_recorded_deed_has_words():
    assert set(recorded_actions()) - set(WORDS) == set()


def test_no_words_stand_for_a_deed_that_nobody_records():
    text = "\n".join(
        path.read_text() for room in ROOMS for path in (settings.BASE_DIR / room).glob("**/*.py")
    )

    assert {action for action in WORDS if f'"{action}"' not in text} == COMPOSED


def test_a_deed_without_words_shows_its_code():
    assert words_for("unknown.deed") == "unknown.deed"
