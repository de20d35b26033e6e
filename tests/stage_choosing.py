"""A meeting of choice with its two seats, and a wish the curator wrote down, for one side of the stage."""

import datetime as dt

from selection.models import ChoiceMeeting, ChoiceSeat, Wish


def choosing_rows(organization, side):
    owned, today = {"organization": organization}, organization.today
    person, mentor = side["person"], side["mentor_entry"].person
    meeting = ChoiceMeeting.objects.create(
        **owned, held_on=today, starts_at=dt.time(14, 30), place="Актовый зал"
    )
    for seat, one in (("mentee", person), ("mentor", mentor)):
        ChoiceSeat.objects.create(**owned, meeting=meeting, person=one, side=seat)
    wish = Wish.objects.create(**owned, person=person, about=mentor, made_on=today)
    return {"choice": meeting, "wish": wish, "question": 1}
