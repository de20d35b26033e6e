"""What a paper is made from: the institution, who draws it up, and the facts of its form with their rows."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass
class Subject:
    """`facts` as services/facts.py keeps them: rows as "person:5", "pair:3", "paper:7", "roadmap:2", dates as ISO text.

    A row that is gone (a person whose data were destroyed) is left out: a paper is made without it.
    """

    organization: object
    curator: object  # people.Person, perhaps unsaved
    on: dt.date
    facts: dict = field(default_factory=dict)
    rows: dict = field(
        default_factory=dict
    )  # "person:5" -> Person, "pair:3" -> PairRow, "paper:7" -> Document, …

    def one(self, name):
        """The row of a fact, or None."""
        return self.rows.get(self.facts.get(name) or "")

    def several(self, name):
        """The rows of a fact that may name several, in the order they were named."""
        return [self.rows[key] for key in self.facts.get(name) or [] if key in self.rows]

    def day(self, name):
        """The date of a fact, or None."""
        value = self.facts.get(name)
        return dt.date.fromisoformat(value) if value else None

    def text(self, name):
        return (self.facts.get(name) or "").strip()

    def lines(self, name):
        """The lines of a long text, empty ones left out."""
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def number(self, name):
        return self.facts.get(name)

    def is_on(self, name):
        return bool(self.facts.get(name))
