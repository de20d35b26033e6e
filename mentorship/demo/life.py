"""What happens to people in a year: changes, absences, parents of minors, releases for the site, a withdrawal."""

import datetime as dt

from people.forms.stays import AbsenceForm
from people.models import Absence, Consent, Person
from people.services import (
    add_mentors,
    add_representative,
    print_consents,
    record_change,
    save_absence,
    sign_consent,
    sign_consents,
    withdraw_consents,
)


def record_changes(cast):
    """A category given, a family name changed: the card keeps what was before."""
    for name, values in cast.data["changes"].items():
        (person,) = cast.people([name])
        record_change(person, values, on=cast.today, by=cast.curator)


def record_absences(cast):
    """Who is away, since the day of the story."""
    for name, reason in cast.data["absences"].items():
        (person,) = cast.people([name])
        form = AbsenceForm(
            {"reason": reason, "starts_on": cast.today},
            instance=Absence(person=person, organization=cast.organization),
            membership=cast.curator,
        )
        form.full_clean()
        save_absence(form, by=cast.curator)


def name_representatives(cast):
    """Births of the learners, and the parents who sign for the minors among them."""
    for name, age in cast.data["ages"].items():
        (person,) = cast.people([name])
        person.birth_date = dt.date(cast.today.year - age, 3, 14)
        person.save(update_fields=["birth_date"])
    for name, (relation, facts) in cast.data["parents"].items():
        (learner,) = cast.people([name])
        card = Person(organization=cast.organization, kind=Person.Kind.PARENT, **facts)
        add_representative(
            learner, relation=relation, basis="свидетельство о рождении", new=card, by=cast.curator
        )


def release(cast):
    """Some mentors let the site name them, each category apart; others were asked and have not answered."""
    for name, fields in cast.data["released"].items():
        (person,) = cast.people([name])
        (paper,) = print_consents([(person, Consent.Kind.DISTRIBUTION)], by=cast.curator)
        if fields:
            sign_consent(paper, on=cast.today, fields=fields, by=cast.curator)


def join_for_a_while(cast):
    """Mentors who will change their mind: in the bank and signed as everybody."""
    persons = cast.people(cast.data["withdrawn"])
    add_mentors(persons, on=cast.today, by=cast.curator)
    kinds = [Consent.Kind.PROCESSING, Consent.Kind.MENTOR_DUTY]
    papers = print_consents([(person, kind) for person in persons for kind in kinds], by=cast.curator)
    sign_consents(papers, on=cast.today, by=cast.curator)


def withdraw(cast):
    """Their letters come: everything stops, the clocks of the law run."""
    for person in cast.people(cast.data["withdrawn"]):
        withdraw_consents(
            person, [Consent.Kind.PROCESSING, Consent.Kind.MENTOR_DUTY], channel="letter",
            received_on=cast.today, by=cast.curator,
        )  # fmt: skip
