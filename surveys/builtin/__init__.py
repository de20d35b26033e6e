"""Ready-made questionnaires: the files beside this one are data, `ready()` is the door."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from people.models import MentoringForm
from people.services.competences import builtin_competences
from surveys.builtin.composing import Maker, compose_candidates, compose_pairs, compose_requests
from surveys.models.questionnaires import Purpose, Side
from surveys.sheet import load

FOLDER = Path(__file__).parent
SET = ("entry_mentor", "entry_mentee", "exit_mentor", "exit_mentee")  # of one form of mentoring


@dataclass(frozen=True)
class Ready:
    """A questionnaire that may be taken as it is; `kinds` are the institutions it suits, none: any."""

    key: str
    title: str
    purpose: str
    content: dict = field(repr=False)
    side: str = ""
    form: str = ""
    about: str = ""
    how_counted: str = ""
    greeting: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def sheet(self):
        return load(self.content)

    @property
    def purpose_words(self):
        return Purpose(self.purpose).label

    @property
    def side_words(self):
        return Side(self.side).label if self.side else "все участники"

    @property
    def form_words(self):
        return MentoringForm(self.form).label if self.form else ""

    def suits(self, kind):
        return not self.kinds or kind in self.kinds


@cache
def all_ready() -> dict[str, Ready]:
    """Every ready-made questionnaire by its key, in the order of the school year."""
    competences, pairs = builtin_competences(), _read("pairs")
    scale_words = pairs["scale_words"]
    maker = Maker(scale_words, competences)
    rows = [
        *compose_candidates(_read("candidates"), competences, scale_words),
        *compose_requests(_read("requests"), maker),
        *compose_pairs(pairs, dict(MentoringForm.choices), maker),
        *(_plain(note, maker) for note in _read("others")),
    ]
    order = list(Purpose)
    rows.sort(key=lambda row: order.index(row["purpose"]))
    return {row["key"]: Ready(**row) for row in rows}


def ready(key: str) -> Ready | None:
    return all_ready().get(key)


def set_of(form: str) -> list[Ready]:
    """Entry and exit for both sides of a form."""
    return [all_ready()[f"{part}_{form}"] for part in SET]


def _plain(note, maker):
    head = {name: value for name, value in note.items() if name not in {"sections", "bands"}}
    return {**head, "content": maker.content(note["sections"], note.get("bands", ()))}


def _read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
