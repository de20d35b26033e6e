"""Who may be named in a wish by whom: people of the two banks, as the gate of purposes allows; their sheets."""

from dataclasses import dataclass, field

from django.db.models import Q

from people import gate
from people.models import ConsentKind, MenteeEntry, MentorEntry, Person
from selection.models import ChoiceMeeting, ChoiceSeat, Wish

MOST_WANTED = 3
AVOID = MOST_WANTED + 1  # the number of the last question
DUTY = {ChoiceSeat.Side.MENTOR: ConsentKind.MENTOR_DUTY, ChoiceSeat.Side.MENTEE: ConsentKind.MENTEE_DUTY}
BANK = {ChoiceSeat.Side.MENTOR: MentorEntry, ChoiceSeat.Side.MENTEE: MenteeEntry}
OTHER = {
    ChoiceSeat.Side.MENTOR: ChoiceSeat.Side.MENTEE,
    ChoiceSeat.Side.MENTEE: ChoiceSeat.Side.MENTOR,
}


def people_of(organization, side):
    """Those of a bank who take part now and may be proposed for a pair, by name."""
    in_bank = BANK[side].objects.filter(organization=organization).active()
    persons = Person.objects.filter(organization=organization, pk__in=in_bank.values("person"))
    return gate.allowed(persons, gate.Deed.MATCHING, role=DUTY[side]).order_by("search", "pk")


def people_of_banks(organization):
    """Both banks together."""
    mentors, mentees = (people_of(organization, side).order_by().values("pk") for side in BANK)
    return Person.objects.filter(Q(pk__in=mentors) | Q(pk__in=mentees)).order_by("search", "pk")


def sides_of(person):
    """In which banks a person may be proposed for a pair."""
    return [side for side in BANK if people_of(person.organization, side).filter(pk=person.pk).exists()]


@dataclass
class Sheet:
    """What one person says about the others: by itself, or as the sheet of a meeting of choice."""

    person: Person
    meeting: ChoiceMeeting | None = None
    seat: ChoiceSeat | None = None
    others: list[Person] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    @property
    def wanted(self):
        """{place: person} of the choices, the first first."""
        chosen = [wish for wish in self.wishes if wish.kind == Wish.Kind.WANTS and wish.rank]
        return {wish.rank: wish.about for wish in sorted(chosen, key=lambda wish: wish.rank)}

    @property
    def avoided(self):
        return [wish.about for wish in self.wishes if wish.kind == Wish.Kind.AVOIDS]

    @property
    def obstacle(self):
        """Why the person cannot answer now; empty when nothing stands in the way."""
        if self.meeting and self.meeting.is_closed:
            return "Листы этой встречи уже собраны. Чтобы изменить ответ, обратитесь к куратору."
        if self.meeting and self.meeting.held_on > self.meeting.organization.today:
            return "Лист заполняют после разговоров, в день встречи."
        return "" if self.others else "Сейчас выбирать не из кого. Спросите куратора."


def sheet_of(person, meeting=None):
    """The sheet of a person as it stands; without a meeting, what the person wishes at any time."""
    wishes = list(Wish.objects.filter(person=person, meeting=meeting).select_related("about"))
    if meeting is None:
        others = others_of_banks(person)
        return Sheet(person, others=others, wishes=wishes)
    seat = meeting.seats.select_related("person").get(person=person)
    others = [row.person for row in seats_of(meeting, OTHER[seat.side]) if row.is_shown]
    return Sheet(person, meeting, seat, others, wishes)


def others_of_banks(person):
    """The other side of each bank in which a person stands."""
    found = {}
    for side in sides_of(person):
        found |= {other.pk: other for other in people_of(person.organization, OTHER[side])}
    found.pop(person.pk, None)
    return list(found.values())


def seats_of(meeting, side):
    """The seats of a side in the order of invitation; `number` stands on the printed sheets, `is_shown` asks the gate.

    A number stays its owner's: somebody whose consent was withdrawn leaves it empty. Read once for a meeting in hand.
    """
    kept = meeting.__dict__.setdefault("_seats_of", {})
    if side not in kept:
        kept[side] = read_seats(meeting, side)
    return kept[side]


def read_seats(meeting, side):
    seats = list(meeting.seats.filter(side=side).select_related("person").order_by("pk"))
    persons = Person.objects.filter(pk__in=[seat.person_id for seat in seats])
    fine = set(gate.allowed(persons, gate.Deed.MATCHING, role=DUTY[side]).values_list("pk", flat=True))
    for number, seat in enumerate(seats, 1):
        seat.number, seat.is_shown = number, seat.person_id in fine
    return seats
