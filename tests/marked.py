"""A person whose every word is a mark that stands nowhere by chance, and the search for what is left of it (PDN-3)."""

import datetime as dt
import re
import uuid
from pathlib import Path
from urllib.parse import unquote

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from accounts.services import invite
from audit.services import record
from common.document_reading import blocks_of_text
from common.russian import Case, decline_name
from common.russian_dates import normalise_search
from desk.models import Letter, Reminder
from documents.models import Acknowledgement, Document
from documents.tests.factories import CONTENT, DocumentFactory
from jobs.models import Job
from meetings.models import Answer, Fit, Meeting
from meetings.services.links import make_link
from pairs.models import PairMember, PairNote, Substitution
from pairs.tests.factories import PairFactory
from people.models import (
    Absence,
    ConsentLink,
    Merge,
    Person,
    PersonChange,
    Representation,
    Request,
    RosterImport,
    SavedView,
    ScanBatch,
)
from people.scans import folder_of
from people.services import give_access, preview_roster, print_consents, sign_consent
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from programmes.models import ProgrammeTemplate
from programmes.tests.factories import ProgrammeFactory, RemarkFactory
from programmes.versions import content_of
from roadmap.models import Activity
from roadmap.services import add_feed, add_note, create_roadmap, read_roadmap
from roadmap.tests.own_documents import APPROVED
from selection.models import ChoiceMeeting, ChoiceSeat, HandChange, MatchRun, Wish
from support.models import SupportContact
from support.tests.factories import SearchCallFactory, SearchOfferFactory, SupportCaseFactory
from surveys.tests.factories import InvitationFactory, ResponseFactory
from tests.corpus import staff_csv

MARK = re.compile("канарейкин|виолетт|kanarejkina|0001122|зяблик", re.IGNORECASE)
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
KEY = "seen-by"


def marked_person(school, **more):
    """Every text of the card is a mark; the name can be told in all its cases."""
    words = {
        name: f"зяблик {name}"
        for name in ("position", "subject", "category", "education", "awards", "workplace")
    }
    return PersonFactory(
        organization=school, last_name="Канарейкина", first_name="Виолетта", patronymic="Аристарховна",
        phone="+7 999 000-11-22 0001122", birth_date=dt.date(2001, 2, 3), experience_years=7,
        name_forms={"dative": "Канарейкиной Виолетте Аристарховне"}, position_forms={"dative": "зяблику"},
        **words | more,
    )  # fmt: skip


def live(school, curator, head):
    """The person goes through the whole product; returns the card. What cannot be reached quickly is put by hand."""
    person = marked_person(school, manager=PersonFactory(organization=school, last_name="Начальникова"))
    other = PersonFactory(organization=school, last_name="Соседова")
    banks(person)
    papers(person, other, curator)
    account(person, curator)
    support(person, other, curator)
    choices(person, other)
    ties(person, other, curator)
    lists_and_files(person, curator)
    plan(school, curator)
    record("person.described", person, by=curator, words=f"о {person.full_name}")
    cache.set(KEY, person.full_name)
    return person


def banks(person):
    entry = MenteeEntryFactory(person=person, wishes="зяблик пожелание", forms=["pedagogue_pedagogue"])
    Request.objects.create(entry=entry, text="зяблик запрос", made_on=entry.entered_on)
    MentorEntryFactory(
        person=person,
        achievements="зяблик достижения",
        time_resource="зяблик время",
        interests="зяблик интересы",
    )
    Absence.objects.create(organization=person.organization, person=person, starts_on=entry.entered_on)
    PersonChange.objects.create(
        organization=person.organization,
        person=person,
        changed_on=entry.entered_on,
        before={"position": "зяблик"},
    )


def papers(person, other, curator):
    signed, _ = print_consents([(person, "processing"), (person, "mentor_duty")], by=curator)
    sign_consent(signed, on=person.organization.today, by=curator)
    content = CONTENT | {"preamble": f"Закрепить {decline_name(person.name, Case.ACCUSATIVE)} и Соседову"}
    draft = DocumentFactory(created_by=curator, draft=True, content=content, title=f"О {person.full_name}")
    Document.objects.filter(pk=draft.pk).update(
        facts={"who": person.full_name}, search=f"приказ {normalise_search(person.full_name)}"
    )
    drafts_of(draft, content, curator)
    Acknowledgement.objects.create(organization=person.organization, document=draft, person=person)
    pair = PairFactory(mentor=person, mentees=[other], theme="зяблик тема", status="active")
    group = PairFactory(mentor=other, mentees=[person, PersonFactory(organization=person.organization)])
    draft.pairs.add(pair, group)
    said_of(person, group, curator)
    answers(person, pair)
    selected(person, other, curator)
    programmes(person, other, pair, curator)


def said_of(person, group, curator):
    """A note about a group that names the person; the person stands in for somebody; a result in words."""
    owned, today = {"organization": person.organization}, person.organization.today
    PairNote.objects.create(**owned, pair=group, text="Канарейкина пропустила встречу", author=curator.user)
    other = PairFactory(
        mentor=PersonFactory(organization=person.organization), result="Вместе с Канарейкиной"
    )
    days = {"starts_on": today, "ends_on": today}
    Substitution.objects.create(**owned, pair=other, person=person, reason="leave", **days)


def choices(person, other):
    """A wish of the person, one about the person, a seat at a meeting of choice."""
    owned, today = {"organization": person.organization}, person.organization.today
    place = "кабинет Канарейкиной"
    meeting = ChoiceMeeting.objects.create(**owned, held_on=today, starts_at=dt.time(14, 30), place=place)
    ChoiceSeat.objects.create(**owned, meeting=meeting, person=person, side="mentee")
    Wish.objects.create(**owned, person=person, about=other, made_on=today)
    Wish.objects.create(**owned, person=other, about=person, meeting=meeting, made_on=today)


def selected(person, other, curator):
    """A run that knows the person's features, and what was decided by hand with words about the person."""
    owned = {"organization": person.organization}
    features = {"mentees": [{"id": person.pk, "subject": person.subject}], "mentors": [], "wishes": []}
    run = MatchRun.objects.create(
        name="Подбор: Канарейкина", inputs=features, result={"matches": []}, **owned
    )
    HandChange.objects.create(
        run=run,
        kind="refuse",
        mentee=person,
        before=other,
        reason="зяблик просит",
        made_by=curator.user,
        **owned,
    )


def answers(person, pair):
    """What the person said about a meeting and a pair, and the link to say it by."""
    owned = {"organization": person.organization}
    told = {"topic": "Беседа с Виолеттой Канарейкиной", "outcome": "зяблик итог"}
    meeting = Meeting.objects.create(pair=pair, on=person.organization.today, status="held", **told, **owned)
    Answer.objects.create(meeting=meeting, person=person, is_yes=True, **owned)
    Fit.objects.create(pair=pair, person=person, word="unsure", **owned)
    make_link(person)
    owner = {"campaign__questionnaire__organization": person.organization}
    answered = InvitationFactory(person=person, **owner)
    ResponseFactory(invitation=answered, answers={"wish": "Виолетта Канарейкина, зяблик"})


def drafts_of(draft, content, curator):
    """Versions of a draft and of a paper that is registered by now, and a remark under the draft."""
    registered = DocumentFactory(created_by=curator, status="signed", number="7-од", dated=dt.date(2026, 9, 2),
                                 series="core", year=2026, sequence=7, content_sha256="0" * 64)  # fmt: skip
    for document in (draft, registered):
        document.versions.create(
            organization=draft.organization, number=1, content=content, words="правка", saved_by=curator
        )
    draft.steps.create(organization=draft.organization, who="юрист", remark="Канарейкина не согласна")


def programmes(person, other, pair, curator):
    """The programme of the own pair, and the person named in one of others, its version, a remark and a template."""
    school = person.organization
    ProgrammeFactory(pair=pair, goal="зяблик цель", rows=1).rows.update(fact="зяблик результат")
    strangers = PairFactory(mentor=other, mentees=[PersonFactory(organization=school)])
    foreign = ProgrammeFactory(pair=strangers, relevance="Как у Канарейкиной", rows=1)
    foreign.rows.update(activity="Урок: Канарейкина")
    content = content_of(foreign, foreign.rows.all())
    foreign.versions.create(organization=school, number=1, occasion="submitted", content=content)
    RemarkFactory(programme=foreign, text="Спросите у Канарейкиной", author=curator.user)
    ProgrammeTemplate.objects.create(
        organization=school, name="Шаблон Канарейкиной", form=strangers.form, content=content
    )


def support(person, other, curator):
    """A case with a note and a call, an offer of the person to somebody else, and a note about another mentee."""
    case, another = SupportCaseFactory(person=person), SupportCaseFactory(person=other)
    for one, note in ((case, "зяблик беседа"), (another, "Канарейкина советует не спешить")):
        SupportContact.objects.create(
            organization=one.organization, case=one, on=one.opened_on, note=note, made_by=curator
        )
    SearchCallFactory(case=case, text="зяблик ищет наставника", opened_by=curator)
    call = SearchCallFactory(case=another, opened_by=curator)
    SearchOfferFactory(call=call, person=person, text="зяблик предлагает", made_by=curator)


def account(person, curator):
    give_access(person, email="kanarejkina@example.org", by=curator)
    person.refresh_from_db()
    me = person.membership
    client = Client()
    client.force_login(me.user)
    invite(me.user, by=None)
    EmailAddress.objects.create(user=me.user, email=me.user.email)
    Authenticator.objects.create(user=me.user, type="totp", data={"secret": "зяблик"})
    add_feed(is_mine_only=True, by=me)
    Reminder.objects.create(
        organization=me.organization,
        membership=me,
        task="зяблик дело",
        due_on=me.organization.today,
        step="day",
    )
    words = {"subject": "Письмо", "body": f"Здравствуйте, {person.first_name}!"}
    Letter.objects.create(user=me.user, to=me.user.email, **words)
    told = f"Не вернул согласие: {decline_name(person.name, Case.GENITIVE)}"
    Letter.objects.create(user=curator.user, to=curator.user.email, subject="Дела", body=told)


def ties(person, other, curator):
    school = person.organization
    twin = marked_person(school, merged_into=person)
    Merge.objects.create(organization=school, kept=person, merged=twin)
    tie = {"organization": school, "basis": "зяблик документ"}
    Representation.objects.create(learner=other, representative=person, **tie)
    ConsentLink.objects.create(
        organization=school, addressee=person, token_hash=uuid.uuid4().hex, email="kanarejkina@example.org",
        expires_at=curator.user.created_at,
    )  # fmt: skip
    SavedView.objects.create(
        organization=school, membership=curator, page="people:list", name="Кто ищет", query="q=%D0%BA%D0%B0%D0%BD"
        "%D0%B0%D1%80%D0%B5%D0%B9%D0%BA%D0%B8%D0%BD%D0%B0",
    )  # fmt: skip


def lists_and_files(person, curator):
    school = person.organization
    line = f"\r\n9;{person.full_name};учитель;;;;;;;".encode("cp1251")
    preview_roster(school, data=staff_csv(2) + line, file_name="Канарейкина.csv", by=curator)
    RosterImport.objects.create(
        organization=school, file_name="Старый.csv", status="done", created_by=curator,
        roster={"bad": [{"number": 3, "name": person.full_name}], "bad_rows": [[person.full_name], ["Соседова"]]},
    )  # fmt: skip
    jobs = {"organization": school, "kind": "register_export", "created_by": curator.user, "status": "done"}
    job = Job(
        title="Список: Канарейкина", payload={"query": "q=Канарейкина"}, result_name="Канарейкина.csv", **jobs
    )
    job.result.save("jobs/marked.bin", ContentFile(f"1;{person.full_name}".encode()))
    batch = ScanBatch(
        organization=school, file_name="Канарейкина.pdf", created_by=curator, signed_on=school.today
    )
    batch.pages = [{"page": 1, "consent": person.consents.first().pk, "problem": ""}]
    batch.file.save("scans/marked.pdf", ContentFile(f"%PDF {person.full_name}".encode()))
    # A pile that is read already: its file is gone, a sheet that nobody has told apart lies in its folder.
    read = ScanBatch.objects.create(
        organization=school, file_name="пачка.pdf", created_by=curator, signed_on=school.today, status="read"
    )
    default_storage.save(f"{folder_of(read)}/1.pdf", ContentFile(f"%PDF {person.full_name}".encode()))


def plan(school, curator):
    roadmap = create_roadmap(school, template="s3", start_year=school.school_year, by=curator)
    line = Activity.objects.filter(roadmap=roadmap).first()
    Activity.objects.filter(pk=line.pk).update(
        responsible="Канарейкина В.А.", closed_note="В. А. Канарейкина сдала"
    )
    line.members.add(Person.objects.get(last_name="Канарейкина", merged_into=None).membership)
    add_note(line, text="Поговорить с Канарейкиной", by=curator)
    read_roadmap(
        school, blocks=blocks_of_text(f"{APPROVED}\nКанарейкина В. А."), name="Канарейкина.docx", by=curator
    )


def traces(person, user, allowed):
    """What is left: columns with a mark, rows that still point to the person, files, cache, search."""
    found = {name for name in marked_columns() if name not in allowed}
    found |= {
        name for name in marked_files() if name.split("/")[0] not in {"papers", "consents", "withdrawals"}
    }
    found |= rows_of(person, user)
    if cache.get(KEY):
        found.add("cache")
    if Person.objects.search("Канарейкина").exists():
        found.add("search")
    return found


def marked_columns():
    """table.column of every text of the database in which a mark stands, whatever the type of the column."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (names of our own)
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if MARK.search(unescaped(value)) and not is_lawful_row(table, columns, row):
                        yield f"{table}.{column}"


def unescaped(value):
    return unquote(ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))


def is_lawful_row(table, columns, row):
    """A lawful column is lawful in a registered, approved or signed row only."""
    facts = dict(zip(columns, row, strict=True))
    if table == "documents_document":
        return facts["status"] in {"on_paper", "signed"}
    if table == "people_consent":
        return facts["signed_on"] is not None
    return False


def marked_files():
    """Names of stored files with a mark in them; those that a job is to delete count as gone."""
    going = {name for job in Job.objects.filter(kind="remove_files") for name in job.payload["files"]}
    root = Path(settings.MEDIA_ROOT)
    for path in root.rglob("*"):
        name = str(path.relative_to(root))
        if path.is_file() and name not in going and MARK.search(path.read_bytes().decode(errors="ignore")):
            yield name


KEPT_ROWS = {"MenteeEntry", "MentorEntry", "Consent", "Withdrawal", "Destruction", "Pair", "Person"}
KEPT_ROWS |= {"Proposal", "HandChange"}  # who was proposed to whom, by number


def rows_of(person, user):
    """Kinds of rows that point to the card, or to the access, and are to be gone."""
    found = set()
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if model.__name__ not in KEPT_ROWS and not relation.many_to_many:
            rows = model.objects.filter(**{relation.field.name: person})
            found |= {model.__name__} if model is not PairMember and rows.exists() else set()
    found |= {"PairMember"} if PairMember.objects.filter(person=person).exists() else set()
    mine = {"membership__user": user}
    gone = [
        Reminder.objects.filter(**mine),
        Activity.objects.filter(members__user=user),
        user.invitations.all(),
    ]
    gone += [user.emailaddress_set.all(), user.authenticator_set.all(), user.memberships.open()]
    return found | {rows.model.__name__ for rows in gone if rows.exists()}
