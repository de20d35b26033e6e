"""The two banks: who is in them, what mentors are good at, what mentees ask for."""

from django.utils.datastructures import MultiValueDict

from people.forms import MenteeForm, MentorForm, RequestFormSet
from people.models import Competence, MenteeEntry, MentorEntry
from people.services import add_mentees, add_mentors, change_mentee, change_mentor


def fill_banks(cast):
    mentees, mentors = (cast.people(row[0] for row in cast.data[side]) for side in ("mentees", "mentors"))
    add_mentees(mentees, on=cast.today, by=cast.curator)
    add_mentors(mentors, on=cast.today, by=cast.curator)


def describe_everybody(cast):
    """Strong sides and requests, by the same forms as on the pages; whoever has none is left for the curator."""
    ids = dict(Competence.objects.filter(organization=cast.organization).values_list("name", "pk"))
    for name, capacity, competences, achievements, time in cast.data["mentors"]:
        if competences:
            describe_mentor(cast, name, [ids[c] for c in competences], (capacity, achievements, time))
    for name, text, source, competences, *wishes in cast.data["mentees"]:
        if text:
            describe_mentee(cast, name, [ids[c] for c in competences], (text, source, *wishes))


def describe_mentor(cast, name, competences, facts):
    capacity, achievements, time = facts
    entry = entry_of(MentorEntry, cast, name)
    form = MentorForm(
        filled(
            entered_on=entry.entered_on, forms=entry.forms, competences=competences, capacity=capacity,
            achievements=achievements, time_resource=time,
        ),
        instance=entry,
        membership=cast.curator,
    )  # fmt: skip
    form.full_clean()
    change_mentor(form, by=cast.curator)


def describe_mentee(cast, name, competences, facts):
    text, source, *wishes = facts
    entry = entry_of(MenteeEntry, cast, name)
    request = {"text": text, "source": source, "made_on": cast.today, "competences": competences}
    data = filled(
        **{"entered_on": entry.entered_on, "forms": entry.forms, "wishes": "".join(wishes)},
        **{"requests-TOTAL_FORMS": 1, "requests-INITIAL_FORMS": 0},
        **{f"requests-0-{field}": value for field, value in request.items()},
    )
    form = MenteeForm(data, instance=entry, membership=cast.curator)
    requests = RequestFormSet(data, instance=entry, form_kwargs={"membership": cast.curator})
    form.full_clean()
    requests.full_clean()
    change_mentee(form, requests, by=cast.curator)


def entry_of(bank, cast, name):
    (person,) = cast.people([name])
    return bank.objects.open().select_related("organization", "person").get(person=person)


def filled(**values):
    """What a browser would send."""
    return MultiValueDict({name: v if isinstance(v, list) else [str(v)] for name, v in values.items()})


def make_room(cast, name):
    """A mentor who has agreed to take one mentee more."""
    entry = entry_of(MentorEntry, cast, name)
    said = {
        field: getattr(entry, field) for field in ("entered_on", "forms", "achievements", "time_resource")
    }
    competences = list(entry.competences.values_list("pk", flat=True))
    form = MentorForm(
        filled(**said, competences=competences, capacity=entry.capacity + 1),
        instance=entry,
        membership=cast.curator,
    )
    form.full_clean()
    change_mentor(form, by=cast.curator)
