"""The stage of the whole-house tests: two districts with the same rows everywhere, and who acts on it."""

import contextlib
import datetime as dt
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.services import invite
from common.codes import digest, link_secret
from common.document_reading import blocks_of_text
from desk.models import Letter
from documents.models import Acknowledgement
from jobs.models import Job
from organizations.models import Membership, Organization, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory, UserFactory
from pairs.tests.factories import PairFactory
from people.models import (
    Competence,
    Destruction,
    Request,
    Withdrawal,
)
from people.services import preview_roster
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from roadmap.models import Activity, CalendarFeed, Evidence
from roadmap.services import add_feed, add_note, create_roadmap, read_roadmap
from roadmap.tests.own_documents import APPROVED
from tests.access import ROUTES, TABLE, expected
from tests.access_rules import PLACES
from tests.canaries import plant
from tests.corpus import staff_csv
from tests.stage_ledger import ledger
from tests.stage_meetings import meetings_rows
from tests.stage_pairs import pairs_rows
from tests.stage_papers import life_of_papers, paper_bytes, papers, seal
from tests.stage_people import consent_link, family, lists, past
from tests.stage_programmes import programmes_rows
from tests.stage_selection import selection_rows
from tests.stage_support import support_rows
from tests.stage_surveys import survey_rows

LINES = 8
ROWS_ABOVE_PAIRS = [pairs_rows, programmes_rows, meetings_rows, selection_rows, support_rows, survey_rows]
# Written by a reading page, and rightly: the session, the limits of sign-in, and who looked at personal data when.
UNKEPT = {"django_session", "cache", "audit_sight"}
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass
class Stage:
    """Rows by place and kind, and a living session for each actor."""

    rows: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)
    members: dict = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def sit_down(self, actor, user):
        """Sign in and keep the session; what happens to the person afterwards does not end it by itself."""
        client = Client()
        client.force_login(user)
        self.sessions[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, actor, method, url, data=None, client=None, cookies=None):
        """One request in a fresh browser of the actor. The answer knows its queries and writes; nothing of it stays."""
        client = client or self.client
        key = self.sessions.get(actor)
        client.cookies = SimpleCookie(({settings.SESSION_COOKIE_NAME: key} if key else {}) | (cookies or {}))
        cache.clear()
        with undone(), watched() as queries:
            answer = getattr(client, method)(url, data or {})
        answer.queries, answer.written = queries, writes(queries)
        return answer

    def sample(self, kind, place):
        return self.rows[place].get(kind)

    def kwargs(self, name, place, of=""):
        """What stands in the address of a route, or None when this place has no such row."""
        values = {}
        for kwarg in kwargs_of(name):
            row = self.sample(of if kwarg == "pk" else kwarg, place)
            if row is None:
                return None
            values[kwarg] = row.pk if kwarg == "pk" else row
        return values

    def url(self, name, place, of=""):
        values = self.kwargs(name, place, of)
        return None if values is None else reverse(name, kwargs=values)


@contextlib.contextmanager
def undone():
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextlib.contextmanager
def watched():
    """The queries of a block; savepoints are ours, not the page's."""
    queries = []

    def watch(execute, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield queries


def writes(queries):
    """The tables that were written, in order: an UPDATE too, which a count of rows would not show."""
    tables = [found[1] for sql in queries if (found := WRITES.match(sql))]
    return [table for table in tables if table not in UNKEPT]


def crawl(stage, actors):
    """Every page that the table opens to the actors by GET, over all rows they see: (actor, name, url, answer)."""
    for name in TABLE:
        kind = ROUTES[name].of if name in ROUTES else ""
        for url, place in addresses(stage, name, kind).items():
            for actor in actors:
                if expected(name, actor, "get", place) == 200:
                    yield actor, name, url, stage.ask(actor, "get", url)


def addresses(stage, name, kind):
    """Each address of a route once: some rows are the same in two places, some places have no such row."""
    urls = {}
    for place in PLACES if kwargs_of(name) else PLACES[:1]:
        if (url := stage.url(name, place, kind)) is not None:
            urls.setdefault(url, place)
    return urls


def patterns():
    """(name with its namespaces, pattern) of every route of the URLconf."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(found, namespace):
    for pattern in found:
        if getattr(pattern, "namespace", "") == "admin":
            continue  # its two hundred addresses follow one rule: tests/test_admin.py walks them
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def kwargs_of(name):
    pattern = dict(patterns())[name]
    return list(pattern.pattern.regex.groupindex)


def build():
    """Two districts; ours is a department with a methodical centre, our school and the school next door."""
    stage = Stage()
    department = OrganizationFactory(kind=Organization.Kind.DEPARTMENT, short_name="Отдел образования")
    centre = OrganizationFactory(kind="methodical_centre", short_name="Методический центр", parent=department)
    elsewhere = OrganizationFactory(kind=Organization.Kind.DEPARTMENT, short_name="Другой отдел образования")
    ours = OrganizationFactory(parent=centre, is_pilot=True)
    stage.rows["mine"], stage.rows["colleague"] = school(ours, "СИНИЦА", staff=stage.members)
    stage.rows["sister"], _ = school(OrganizationFactory(parent=centre), "КАНАРЕЙКА")
    stage.rows["far"], _ = school(OrganizationFactory(parent=elsewhere), "КАНАРЕЙКА")
    stage.rows["centre"] = body(centre, Role.METHODOLOGIST, stage)
    stage.rows["department"] = body(department, Role.DEPARTMENT_HEAD, stage)
    seat_actors(stage, ours)
    _, stage.rows["mine"]["token"] = add_feed(is_mine_only=False, by=stage.members["curator"])
    stage.rows["mine"]["link_secret"] = link_secret()
    consent_link(stage.rows["mine"]["person"], stage.rows["mine"]["link_secret"])
    know_link(stage.rows["mine"])
    CalendarFeed.objects.update(
        read_at=timezone.now()
    )  # a reading is noted once an hour: the next one writes nothing
    return stage


def know_link(side):
    """A personal link to the paper that this side's person is to know."""
    side["know_secret"] = link_secret()
    owed = Acknowledgement.objects.filter(document=side["paper"], person=side["person"])
    owed.update(token_hash=digest(side["know_secret"]), token_until=timezone.now() + dt.timedelta(days=30))


def seat_actors(stage, ours):
    for actor, membership in stage.members.items():
        stage.sit_down(actor, membership.user)
    gone = MembershipFactory(organization=ours)
    closed = MembershipFactory(organization=ours)
    stage.sit_down("deactivated", gone.user)
    stage.sit_down("closed", closed.user)
    stage.sit_down("homeless", UserFactory())
    gone.user.is_active = False
    gone.user.save()
    Membership.objects.filter(pk=closed.pk).update(is_active=False)


def body(organization, role, stage):
    """What a body above the institutions has of its own: a card, people, a roadmap."""
    me = MembershipFactory(organization=organization, role=role)
    stage.members[str(role)] = me
    return {
        "organization": organization,
        "member": MembershipFactory(organization=organization, role=role),
        "role": me,
        "job": job(me),
        "feed": feed(me),
        **plan(organization, me),
    }


def school(organization, word, staff=None):
    """All rows of a school twice, for two participants, with `word` in every text of them."""
    roles = [Role.CURATOR, Role.HEAD, Role.PSYCHOLOGIST, Role.ADMINISTRATOR]
    members = {str(role): MembershipFactory(organization=organization, role=role) for role in roles}
    shared = {
        "organization": organization,
        **plan(organization, members["curator"]),
        "roster": roster(organization, members["curator"]),
        "competence": Competence.objects.create(organization=organization, name="Работа с родителями"),
        **life_of_papers(organization, members),
        **family(organization),
        **ledger(organization, members["curator"]),
        **lists(organization, members["curator"]),
    }
    sides = [participant(organization, members, shared["competence"]) for _ in range(2)]
    members["participant"] = sides[0]["member"]
    shared["ready"] = people_of_the_banks(organization, shared["competence"])
    plant(organization, word)
    for side in sides:
        side |= papers(organization, members, side["person"]) | shared
        for rows in ROWS_ABOVE_PAIRS:
            side |= rows(organization, members, side)
        side["code"] = side["paper"].code
        side["withdrawal_pk"] = side["withdrawal"].pk
    plant(organization, word)
    for side in sides:
        seal(side, members["head"])
    if staff is not None:
        staff |= members
    return sides


def plan(organization, by):
    template = "s2" if organization.is_above else "s3"
    roadmap = create_roadmap(organization, template=template, start_year=organization.school_year, by=by)
    first, *rest = Activity.objects.filter(roadmap=roadmap)
    Activity.objects.filter(
        pk__in=[row.pk for row in rest[LINES:]]
    ).delete()  # a long one only takes long to print
    last_stage = roadmap.stages.last()
    reading = read_roadmap(organization, blocks=blocks_of_text(APPROVED), name="Карта.docx", by=by)
    return {
        "roadmap": roadmap,
        "reading": reading,
        "activity": first,
        "stage_pk": last_stage and last_stage.pk,
        "note": add_note(first, text="Заметка", by=by),
    } | proof(first, by)


def proof(activity, by):
    row = Evidence(organization=activity.organization, activity=activity, title="Протокол", added_by=by.user)
    row.content_type = "application/pdf"
    row.file.save("evidence/stage.pdf", ContentFile(paper_bytes(activity.organization)))
    return {"evidence": row}


def roster(organization, by):
    data = staff_csv(3) + "\r\n9;Белов О.;;;;;;;;".encode()  # initials: a row to hand back
    return preview_roster(organization, data=data, file_name="Список.csv", by=by)


def job(by):
    row = Job(organization=by.organization, kind="consents_pdf", title="Бланки согласий", created_by=by.user)
    row.status, row.result_name = Job.Status.DONE, "Согласия.pdf"
    row.result.save("jobs/stage.bin", ContentFile(paper_bytes(by.organization)))
    return row


def feed(me):
    return add_feed(is_mine_only=False, by=me)[0]


def participant(organization, members, competence):
    """A mentee with an access, a card, consents, a place in the bank and in a pair."""
    me = MembershipFactory(organization=organization, role=Role.PARTICIPANT)
    person = PersonFactory(organization=organization, membership=me, email=me.user.email)
    mentor = PersonFactory(organization=organization, experience_years=20)
    entry, in_bank = MenteeEntryFactory(person=person), MentorEntryFactory(person=mentor)
    request = Request.objects.create(entry=entry, text="Запрос", made_on=entry.entered_on)
    request.competences.add(competence)
    in_bank.competences.add(competence)
    consent = ConsentFactory(person=person)
    consent.scan.save("consents/stage.pdf", ContentFile(paper_bytes(organization)))
    asked = ConsentFactory(person=person, kind="mentee_duty", signed_on=None)
    Letter.objects.create(user=me.user, to=me.user.email, subject="Письмо", body="Текст")
    return {
        "member": me,
        "role": me,
        "secret": invite(me.user, by=None)[1],
        "uidb36": "1",
        "key": "set-password",
        "job": job(me),
        "feed": feed(me),
        "person": person,
        "mentee_entry": entry,
        "mentor_entry": in_bank,
        "consent": consent,
        "consent_pk": consent.pk,
        "asked_pk": asked.pk,
        "consent_link": consent_link(person, link_secret()),
        "withdrawal": withdrawal(person, received_on=consent.signed_on),
        "destruction": Destruction.objects.create(
            organization=organization, person=person, proposed_by=members["curator"]
        ),
        "pair": PairFactory(mentor=mentor, mentees=[person], consents=False),
        **past(person),
    }


def withdrawal(person, *, received_on):
    """One that the ledger only remembers: the person's other rows stay as they are."""
    row = Withdrawal(
        organization=person.organization, person=person, number=person.pk, kinds=["distribution"]
    )
    row.channel, row.received_on, row.stop_by = Withdrawal.Channel.LETTER, received_on, received_on
    row.letter.save("withdrawals/stage.pdf", ContentFile(paper_bytes(person.organization)))
    return row


def people_of_the_banks(organization, competence):
    """More rows than one of each kind: a page that asks once a row shows it in its queries. The pair that is ready."""
    for status in ("proposed", "active", "ready"):
        mentor, mentee = PersonFactory.create_batch(2, organization=organization, experience_years=2)
        MentorEntryFactory(person=mentor).competences.add(competence)
        MenteeEntryFactory(person=mentee)
        pair = PairFactory(mentor=mentor, mentees=[mentee], status=status, consents=status == "ready")
    return pair
