"""Words that all orders share: persons by their work, other papers by number and heading, grounds, the house itself."""

import re

from common.legal import cited
from common.russian import Case, Name, clean_text, date_dots, decline_phrase, guess_gender, upper_first
from documents.papers.blocks import house_in
from documents.papers.system import house_words
from people.models import Person

LEARNER = {"male": "обучающийся", "female": "обучающаяся"}
CLASS = re.compile(r"^(\d{1,2}\s*«?[А-ЯЁа-яё]?»?)\s*класс$")
GROUP = re.compile(r"^(?:группа\s+(\S+)|(\S+)\s+группа)$")


def house(organization):
    """ "школы", "детского сада": the institution in the genitive inside a sentence."""
    return house_words(organization)["inst_gen"]


def places_of(organization):
    """Where mentoring goes on, in the prepositional: here, or in the institutions below a body."""
    if organization.is_above:
        return "подведомственных образовательных организациях"
    return house_in(organization, Case.PREPOSITIONAL)


def written(line, organization):
    """A person typed as «Фамилия Имя Отчество, должность»: an unsaved card, declined like any other."""
    full_name, _, position = clean_text(line).partition(",")
    last, first, patronymic = [*full_name.split(" ", 2), "", ""][:3]
    name = Name(last, first, patronymic)
    return Person(
        organization=organization, kind=Person.Kind.PARTNER, last_name=last, first_name=first,
        patronymic=patronymic, gender=guess_gender(name), position=position.strip(),
    )  # fmt: skip


def one_of(subject, name):
    """The person of a fact, chosen from the cards or typed in `<name>_typed`; None where nobody is named."""
    typed = subject.text(f"{name}_typed")
    return subject.one(name) or (written(typed, subject.organization) if typed else None)


def all_of(subject, name):
    """The persons of a fact, those typed in `<name>_others` behind the chosen ones."""
    others = [written(line, subject.organization) for line in subject.lines(f"{name}_others")]
    return [*subject.several(name), *others]


def cards(*persons):
    """Those who have a card: they can be asked to get acquainted."""
    return [person for person in persons if person is not None and person.pk]


def post_in(person, case):
    """What a person is, in a case: "учителю математики", "обучающемуся 10 «Б» класса", "студентке второго курса"."""
    who = decline_phrase(LEARNER.get(person.gender, LEARNER["male"]), case)
    if person.kind == Person.Kind.LEARNER and (found := CLASS.match(person.position)):
        return f"{who} {found[1].strip()} класса"
    if person.kind == Person.Kind.LEARNER and (found := GROUP.match(person.position)):
        return f"{who} группы {found[1] or found[2]}"
    if person.kind == Person.Kind.LEARNER and not person.position:
        return who
    return person.decline_position(case)


def whole(person, case):
    """Post, then name: "учителю математики Лебедевой Ольге Николаевне"."""
    return " ".join(filter(None, [post_in(person, case), person.decline(case)]))


def in_list(person, case):
    """Name, then post behind a comma: "Лебедевой Ольге Николаевне, учителю математики"."""
    return ", ".join(filter(None, [person.decline(case), post_in(person, case)]))


def curator_to(subject):
    """ "Куратору наставничества методисту Астаховой Ирине Викторовне": whom the order itself appoints, else who draws
    it up. In a body above the worker who draws up has no such title."""
    appointed = one_of(subject, "curator")
    title = "" if subject.organization.is_above and not appointed else "Куратору наставничества"
    named = whole(appointed or subject.curator, Case.DATIVE)
    return upper_first(" ".join(filter(None, [title, named]))) or "Куратору наставничества"


def to_whom(subject, name):
    """The doer of an item in the dative: the person of the fact, else whoever draws the order up."""
    person = one_of(subject, name)
    return upper_first(whole(person, Case.DATIVE)) if person else curator_to(subject)


def who_does(subject, name):
    person = one_of(subject, name) or one_of(subject, "curator") or subject.curator
    return person.full_name


def in_accordance(on, *keys):
    """ "в соответствии со статьей 191 …, статьей 28 …" of the acts in force; "" when none of them is."""
    words = [words for key in keys if (words := cited(key, on))]
    first, *rest = words or [""]
    return (
        f"в соответствии {', '.join([first, *(re.sub(r'^со? ', '', act) for act in rest)])}" if first else ""
    )


def preamble(*parts):
    """The grounds in one sentence, empty ones left out; no full stop: ПРИКАЗЫВАЮ follows."""
    return upper_first(", ".join(part for part in parts if part))


def protocol(day, number):
    """ " (протокол от 27.08.2026 № 1)"; what is not known is left out."""
    words = " ".join(filter(None, [f"от {date_dots(day)}" if day else "", f"№ {number}" if number else ""]))
    return f" (протокол {words})" if words else ""


def word_of(paper, case=Case.ACCUSATIVE):
    """What a registered paper is, in a case: "приказ", "распоряжения"; by its own head where it has one."""
    return decline_phrase((paper.content.get("kind") or "документ").lower(), case)


def reference(paper):
    """ "от 02.10.2026 № 147-од"."""
    return f"от {date_dots(paper.dated)} № {paper.number}"


def quoted(paper, case=Case.ACCUSATIVE):
    """ "приказ от 02.10.2026 № 147-од «О закреплении …»", quotes inside the heading become „“."""
    title = re.sub("«([^«»]*)»", "„\\1“", paper.title.strip())
    return f"{word_of(paper, case)} {reference(paper)} «{title}»"
