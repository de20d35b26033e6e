"""A programme out of a template and the requests: what is proposed, what is refused, how few clicks it takes."""

import datetime as dt
import json

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Entry
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.models import MentoringForm, Request
from people.tests.factories import MenteeEntryFactory, PersonFactory
from programmes.library import activities, deficits, recognised
from programmes.models import Programme, ProgrammeRow
from programmes.proposing import goal_of, propose, templates_for
from programmes.samples import builtin_templates
from programmes.services import create_programme
from programmes.terms import share_of, term_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school):
    mentor = PersonFactory(organization=school)
    mentee = PersonFactory(organization=school, experience_years=1)
    return PairFactory(mentor=mentor, mentees=[mentee], status="active", consents=True)


def asks(pair, text):
    person = pair.members.get().person
    entry = person.mentee_entries.first() or MenteeEntryFactory(person=person)
    return Request.objects.create(entry=entry, text=text, made_on=entry.entered_on)


def proposal_for(pair, key=None):
    found = {one: content for one, _, content in templates_for(pair)}
    key = key or next(iter(found))
    return propose(pair, key, found[key])


def made(pair, by, **more):
    proposal = proposal_for(pair)
    told = {"title": "", "goal": "", "starts_on": pair.starts_on, "ends_on": pair.ends_on,
            "requests": proposal.requests, "rows": proposal.rows}  # fmt: skip
    return create_programme(pair, proposal, by=by, **told | more)


def test_every_builtin_template_is_whole():
    for content in builtin_templates().values():
        places = range(len(content["sections"]))
        assert content["kind"] in Programme.Kind.values
        assert set(content["forms"]) <= set(MentoringForm.values)
        assert content["deficit_section"] in places
        for row in content["rows"]:
            assert row["section"] in places
            assert row["form"] in ProgrammeRow.Form.values
            assert 0 <= row["at"][0] <= row["at"][1] <= 1
            assert row["who"] in {"mentor", "mentee", "both", "curator", "psychologist"}


def test_every_form_of_mentoring_has_a_programme_and_a_plan():
    for form in MentoringForm:
        kinds = {one["kind"] for one in builtin_templates().values() if form in one["forms"]}
        assert kinds == set(Programme.Kind)


def test_library_holds_sixty_activities_that_fit_a_row():
    assert len(activities()) >= 60
    assert {one.form for one in activities().values()} <= set(ProgrammeRow.Form.values)
    assert len({deficit.name for deficit in deficits()}) == len(deficits())


@pytest.mark.parametrize(
    ("text", "audience", "name"),
    [
        ("Ведение электронного журнала", "teachers", "Цифровые средства и электронный журнал"),
        ("Классное руководство", "teachers", "Классное руководство"),
        ("Не слушаются на уроке, плохая дисциплина", "teachers", "Дисциплина и трудные ситуации"),
        ("Взаимодействие с родителями", "kindergarten", "Взаимодействие с родителями"),
        ("Адаптация детей раннего возраста", "kindergarten", "Адаптация детей раннего возраста"),
        ("Обучающемуся: выбор профессии", "learners", "Выбор профессии"),
        ("Обучающемуся: практика на предприятии", "learners", "Практика на предприятии"),
    ],
)
def test_request_is_recognised_by_its_words(text, audience, name):
    assert name in [deficit.name for deficit in recognised([text], audience)]


USUAL = json.loads((settings.BASE_DIR / "people/builtin/competences.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "audience"),
    [(name, house if side == "teachers" and house != "school" else side)
     for house, sides in USUAL.items() for side, names in sides.items() for name in names],
)  # fmt: skip
def test_every_usual_competence_is_recognised(name, audience):
    assert recognised([name], audience)


def test_unknown_words_propose_nothing():
    assert recognised(["Хочу на море"], "teachers") == []


@pytest.mark.parametrize(
    ("form", "kind", "house", "years", "key"),
    [
        ("pedagogue_pedagogue", "traditional", "school", 1, "young_teacher"),
        ("pedagogue_pedagogue", "traditional", "school", 20, "pedagogue"),
        ("pedagogue_pedagogue", "traditional", "kindergarten", 20, "kindergarten"),
        ("pedagogue_pedagogue", "reverse", "school", 20, "reverse"),
        ("student_student", "traditional", "school", None, "peers"),
        ("employer_student", "traditional", "college", None, "employer"),
    ],
)
def test_template_follows_the_pair(pair, form, kind, house, years, key):
    pair.form, pair.kind, pair.organization.kind = form, kind, house
    person = pair.members.get().person
    person.experience_years = years
    person.save()

    first, *rest = templates_for(pair)

    assert first[0] == key
    assert any(one["kind"] == "individual_plan" for _, _, one in rest)


def test_terms_are_parts_of_the_programme():
    first, last = dt.date(2026, 10, 5), dt.date(2027, 5, 28)

    words, due = term_of({"at": [0, 0.1]}, first, last)

    assert (words, due) == ("октябрь", dt.date(2026, 10, 29))
    assert term_of({"at": [0.9, 1]}, first, last) == ("май", last)
    assert term_of({"at": [0, 1], "term": "еженедельно"}, first, last) == ("еженедельно", last)
    assert share_of(last, first, last) == 1


def test_proposal_answers_the_requests_of_the_mentee(pair):
    asks(pair, "Ведение электронного журнала")
    asks(pair, "Разговор с родителями")

    proposal = proposal_for(pair)

    answers = [row for row in proposal.rows if row.why]
    assert {row.why for row in answers} == {"Ведение электронного журнала", "Разговор с родителями"}
    assert all(pair.starts_on < row.fields["due_on"] <= pair.ends_on for row in proposal.rows)
    assert len({row.key for row in proposal.rows}) == len(proposal.rows)


def test_goal_names_the_requests_while_there_is_room(pair):
    content = {"goal": "Справляться самому."}
    requests = [Request(text="а" * 300), Request(text="б" * 300)]

    assert goal_of(content, []) == "Справляться самому."
    assert goal_of(content, requests[:1]) == f"Справляться самому. Запросы: «{'а' * 300}»."
    assert goal_of(content, requests) == goal_of(content, requests[:1])


def test_create_programme_makes_head_and_rows_and_journals(pair, curator):
    asks(pair, "Ведение электронного журнала")

    programme = made(pair, curator)

    assert (programme.status, programme.kind) == ("draft", "personal_programme")
    assert "«Ведение электронного журнала»" in programme.goal
    assert list(programme.rows.values_list("order", flat=True)) == list(range(1, programme.rows.count() + 1))
    entry = Entry.objects.get()
    assert (entry.action, entry.details["pair"]) == ("programme.created", pair.pk)


@pytest.mark.parametrize("refusal", ["paused", "no rows", "twice", "withdrawn", "stranger"])
def test_create_programme_refuses_and_changes_nothing(pair, curator, stranger, refusal):
    more, by, error = {}, curator, ValidationError
    if refusal == "paused":
        type(pair).objects.filter(pk=pair.pk).update(
            status="paused", paused_on=pair.starts_on, paused_for="away"
        )
    elif refusal == "no rows":
        more = {"rows": []}
    elif refusal == "twice":
        made(pair, curator)
    elif refusal == "withdrawn":
        type(pair.mentor).objects.filter(pk=pair.mentor_id).update(processing_stopped_on=pair.starts_on)
    else:
        by, error = stranger, PermissionDenied
    before = (Programme.objects.count(), ProgrammeRow.objects.count())

    with pytest.raises(error):
        made(pair, by, **more)

    assert (Programme.objects.count(), ProgrammeRow.objects.count()) == before


def test_programme_takes_three_clicks_and_no_typing(client, pair, curator):
    """Time on task: the button of the page of the pair, one button of the new programme, one to hand it in."""
    asks(pair, "Ведение электронного журнала")
    client.force_login(curator.user)
    url = f"{reverse('programmes:add')}?pair={pair.pk}"
    form = client.get(url).context["form"]
    as_it_is = {name: form[name].value() for name in form.fields}

    answer = client.post(url, as_it_is | {"goal": ""})
    programme = Programme.objects.get()
    client.post(reverse("programmes:submit", args=[programme.pk]))

    assert answer.url == programme.get_absolute_url()
    programme.refresh_from_db()
    assert programme.status == "submitted"
    assert programme.rows.count() > 10


def test_mentor_makes_the_programme_of_the_own_pair_only(client, school, pair, mentor):
    person = mentor.person
    own = PairFactory(mentor=person, mentees=[PersonFactory(organization=school)], status="active")
    client.force_login(mentor.user)

    answers = [client.get(f"{reverse('programmes:add')}?pair={one.pk}").status_code for one in (own, pair)]

    assert answers == [200, 404]


def test_add_page_takes_another_template_and_knows_no_unknown_one(client, pair, curator):
    client.force_login(curator.user)
    url = f"{reverse('programmes:add')}?pair={pair.pk}&template="

    assert client.get(f"{url}plan_teacher").context["chosen"] == "plan_teacher"
    assert client.get(f"{url}nothing").status_code == 404


def test_dates_that_were_typed_move_the_terms(client, pair, curator):
    client.force_login(curator.user)
    url = f"{reverse('programmes:add')}?pair={pair.pk}"
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"goal": "Своя цель"}

    client.post(url, data | {"starts_on": "2027-01-11", "ends_on": "2027-05-28"})

    programme = Programme.objects.get()
    assert (programme.starts_on, programme.goal) == (dt.date(2027, 1, 11), "Своя цель")
    assert all(row.due_on >= programme.starts_on for row in programme.rows.all())


@pytest.mark.parametrize("ends_on", ["2026-10-01", "2028-10-01"])
def test_add_page_refuses_an_impossible_term(client, pair, curator, ends_on):
    client.force_login(curator.user)
    url = f"{reverse('programmes:add')}?pair={pair.pk}"
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"goal": "", "ends_on": ends_on}

    assert client.post(url, data).status_code == 422
    assert not Programme.objects.exists()


def test_head_who_mentors_makes_the_own_programme(school, head, curator):
    pair = PairFactory(mentor=PersonFactory(organization=school, membership=head), status="active")
    other = MembershipFactory(organization=school, role="psychologist")

    assert made(pair, head).pair == pair
    with pytest.raises(PermissionDenied):
        made(PairFactory(mentor=PersonFactory(organization=school), status="active"), other)
