"""What the SWOT page shows: the table of a school year, the answers that wait to be sorted."""

from dataclasses import dataclass, field
from functools import cached_property

from surveys.comparing import campaigns_of, chosen_year, years_of
from surveys.models import SwotNote
from surveys.results.open_answers import open_answers, wordy
from surveys.results.reading_many import shown_of

INSIDE, OUTSIDE = "Внутренние: что в самой программе", "Внешние: что вокруг неё"
#: The cell, the words of a button, where it stands.
CELLS = [
    (SwotNote.Cell.STRENGTH, "в сильные", INSIDE),
    (SwotNote.Cell.WEAKNESS, "в слабые", INSIDE),
    (SwotNote.Cell.OPPORTUNITY, "в возможности", OUTSIDE),
    (SwotNote.Cell.THREAT, "в угрозы", OUTSIDE),
    (SwotNote.Cell.ASIDE, "отложить", ""),
]


@dataclass(frozen=True)
class Cell:
    key: str
    title: str
    deed: str
    where: str
    number: int  # the key that sorts into it
    notes: list = field(default_factory=list)


class Board:
    """All of the page; `query` is the address: year, campaign, question."""

    def __init__(self, me, query):
        self.me, self.query = me, query
        self.known = campaigns_of(me)
        self.years = years_of(self.known, me)
        self.year = chosen_year(query, self.years)
        self.campaigns = [one for one in self.known if one.school_year == self.year]

    @cached_property
    def notes(self):
        rows = SwotNote.objects.visible_to(self.me).filter(school_year=self.year)
        return list(rows.order_by("position", "pk"))

    @cached_property
    def cells(self):
        return [
            Cell(key, str(key.label), deed, where, number, [one for one in self.notes if one.cell == key])
            for number, (key, deed, where) in enumerate(CELLS, 1)
        ]

    @property
    def table(self):
        """The four cells: "aside" is not a part of SWOT."""
        return self.cells[:4]

    @property
    def aside(self):
        return self.cells[4]

    @property
    def is_empty(self):
        return not any(cell.notes for cell in self.table)

    @cached_property
    def campaign(self):
        return next((one for one in self.campaigns if str(one.pk) == self.query.get("campaign", "")), None)

    @cached_property
    def question(self):
        return self.query.get("question", "") if self.query.get("question", "") in self.questions else ""

    @cached_property
    def questions(self):
        """{key: words} of the chosen campaign."""
        return (
            {key: words for key, words, _ in wordy(self.campaign.questionnaire.sheet)}
            if self.campaign
            else {}
        )

    @cached_property
    def waiting(self):
        """[(campaign, open answer)] not sorted yet, of the chosen campaign or of all."""
        chosen = [self.campaign] if self.campaign else self.campaigns
        answers = shown_of(chosen)
        sorted_ = {(note.campaign_id, note.question, note.answer) for note in self.notes if note.answer}
        return [
            (campaign, one)
            for campaign in chosen
            for one in open_answers(campaign.questionnaire.sheet, answers[campaign.pk])
            if (campaign.pk, one.question, one.answer) not in sorted_
            and (not self.question or one.question == self.question)
        ]
