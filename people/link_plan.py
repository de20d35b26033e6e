"""Who would get a letter with a link to consents, for which papers, and who cannot get one and why."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings

from accounts.emails import mail_goes_out
from jobs.models import Job
from people.consents import SHORT, bank_members, papers_of
from people.gate import Deed, allowed
from people.models import ConsentKind, ConsentLink, Person, Representation, kinds_needed
from people.personal import DUTIES

LETTERS_A_DAY = 3  # to one address: a family may share it, a bomb may not
NO_MAIL = (
    "Почта не подключена, ссылки отправить нельзя. Напечатайте бланки на бумаге "
    "или попросите администратора подключить почту."
)


@dataclass
class Letter:
    """One letter to one signer: the papers of the person and of the children the person answers for."""

    addressee: Person
    persons: list[Person] = field(default_factory=list)  # about whom
    papers: list = field(
        default_factory=list
    )  # (person, kind) to be signed; empty: only to look and withdraw

    def add(self, person, kinds):
        self.persons.append(person)
        self.papers += [(person, kind) for kind in kinds]

    @property
    def words(self):
        """(short words of the paper, the child it is about or None)."""
        mine = self.addressee.pk
        return [(SHORT[kind], None if person.pk == mine else person) for person, kind in self.papers]


@dataclass
class LinkPlan:
    letters: list[Letter] = field(default_factory=list)
    no_address: list[Person] = field(default_factory=list)
    no_signer: list[Person] = field(default_factory=list)  # minors without a representative
    told_today: list[Person] = field(default_factory=list)
    stopped: list[Person] = field(default_factory=list)  # the gate lets no letter through
    on_paper: list[Person] = field(default_factory=list)  # duty consents, without an act on simple signatures
    nothing: list[Person] = field(default_factory=list)
    job: Job | None = None

    @property
    def papers(self):
        return [paper for letter in self.letters for paper in letter.papers]

    @property
    def persons(self):
        return [person for letter in self.letters for person in letter.persons]

    @property
    def why_nobody(self):
        reasons = [
            ("нет электронной почты, внесите её в карточку", self.no_address),
            ("не записан законный представитель", self.no_signer),
            ("письмо сегодня уже отправляли, повторите завтра", self.told_today),
            ("согласие отозвано, писем не шлём", self.stopped),
            ("подписывают на бумаге: не указан акт о простой электронной подписи", self.on_paper),
            ("подписывать нечего", self.nothing),
        ]
        words = [f"{why} – {', '.join(map(str, people))}" for why, people in reasons if people]
        return f"Письма отправить некому: {'; '.join(words)}." if words else "Никто не отмечен."


def mail_works():
    """A kept letter reaches nobody: without a mail server links go only in the demonstration, where all is invented."""
    return mail_goes_out() or settings.DEMO


def plan_links(persons, *, by, is_only_asking=False):
    """A fixed number of queries, however many people. `is_only_asking` passes over those who have nothing to sign."""
    plan, letters = LinkPlan(), {}
    persons = with_children(persons, plan)
    papers = papers_of(by, persons)
    wanted = wanted_of(papers, by=by)
    given = set() if is_only_asking else {pk for pk, _, is_signed in papers.open if is_signed}
    writable = writable_of([*papers.persons, *papers.signers.values()])
    for person in papers.persons:
        if person.pk not in writable:
            plan.stopped.append(person)
            continue
        place(person, plan, letters, wanted=wanted[person.pk], has_given=person.pk in given,
              signer=papers.signers.get(person.pk))  # fmt: skip
    sort_out(plan, letters.values(), by.organization, writable)
    return plan


def writable_of(persons):
    """Ids of those to whom letters of the programme may go."""
    rows = allowed(Person.objects.filter(pk__in=[person.pk for person in persons]), Deed.MAIL)
    return set(rows.values_list("pk", flat=True))


def with_children(persons, plan):
    """A parent stands for the minors he or she signs for; nothing is asked about the parent."""
    parents = [person for person in persons if person.kind == Person.Kind.PARENT]
    ties = Representation.objects.open().filter(representative__in=parents)
    ties = list(ties.select_related("learner__organization")) if parents else []
    minors = [tie for tie in ties if tie.learner.is_minor]
    busy = {tie.representative_id for tie in minors}
    plan.nothing += [parent for parent in parents if parent.pk not in busy]
    others = [person for person in persons if person.kind != Person.Kind.PARENT]
    return list({person.pk: person for person in [*others, *(tie.learner for tie in minors)]}.values())


def wanted_of(papers, *, by):
    """{person id: [kind]}: what each owes by the banks he or she is in, and what waits for a signature anyway."""
    mentees, mentors = bank_members(by)
    wanted = {
        person.pk: [
            kind
            for kind in kinds_needed(is_mentor=person.pk in mentors, is_mentee=person.pk in mentees)
            if is_owed(papers.need(person, kind))
        ]
        for person in papers.persons
    }
    for pk, kind, is_signed in papers.open:
        if not is_signed and kind not in wanted[pk]:
            wanted[pk].append(kind)
    return wanted


def is_owed(need):
    return need.is_wanted or need.state == "representative"


def place(person, plan, letters, *, wanted, has_given, signer):
    """Put the papers of one person into the letters of those who sign them, or name why there is no letter."""
    electronic = [kind for kind in wanted if is_electronic(kind, person.organization)]
    own = [kind for kind in electronic if kind == ConsentKind.MENTOR_DUTY or not person.is_minor]
    others = [kind for kind in electronic if kind not in own]
    if len(electronic) < len(wanted):
        plan.on_paper.append(person)
    if not wanted and not has_given:
        plan.nothing.append(person)
    if others and signer is None:
        plan.no_signer.append(person)
    if own or (has_given and not person.is_minor):
        letter_to(person, letters).add(person, own)
    if signer and (others or has_given):
        letter_to(signer, letters).add(person, others)


def letter_to(addressee, letters):
    return letters.setdefault(addressee.pk, Letter(addressee))


def is_electronic(kind, organization):
    """A processing or a publication may be agreed to in any form that can be proved; a duty needs the local act."""
    return kind not in DUTIES or bool(organization.simple_signature_act)


def sort_out(plan, letters, organization, writable):
    """Letters that may go, have an address and were not written today; one address gets a few a day at most."""
    letters = list(letters)
    today = links_today(organization, [letter.addressee.email for letter in letters])
    told, count = set(today), Counter(email for _, email in today)
    for letter in letters:
        addressee, email = letter.addressee, letter.addressee.email
        if addressee.pk not in writable:
            plan.stopped.append(addressee)
        elif not email:
            plan.no_address.append(addressee)
        elif (addressee.pk, email) in told or count[email] >= LETTERS_A_DAY:
            plan.told_today.append(addressee)
        else:
            count[email] += 1
            plan.letters.append(letter)


def links_today(organization, emails):
    """(addressee id, address) of the links whose letters went on this day of the institution."""
    start = dt.datetime.combine(organization.today, dt.time.min, tzinfo=organization.zone)
    rows = ConsentLink.objects.filter(organization=organization, created_at__gte=start, email__in=emails)
    return list(rows.exclude(email="").values_list("addressee", "email"))


def gone_today(addressee):
    """Whether this person was written to today, or the address has had enough."""
    today = links_today(addressee.organization, [addressee.email])
    return any(pk == addressee.pk for pk, _ in today) or len(today) >= LETTERS_A_DAY
