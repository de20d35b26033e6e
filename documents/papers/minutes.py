"""Minutes of a council or a meeting (domain 3.13, papers.md 08): ПОВЕСТКА ДНЯ, СЛУШАЛИ, ВЫСТУПИЛИ, РЕШИЛИ, votes."""

from django import forms
from django.core.exceptions import ValidationError

from common.russian import (
    Case,
    counted,
    date_words,
    decline_phrase,
    initials_surname,
    lower_first,
    upper_first,
)
from documents.forms.paper import DayField, LinesField, PaperForm
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.typed import PartsField, PersonLineField, parts, person_of, require_name

COUNCILS = {"methodical_centre": "методического совета", "department": "совета отдела образования"}
COUNCIL = "педагогического совета"


def council_of(organization):
    return f"заседания {COUNCILS.get(organization.kind, COUNCIL)}"


def meeting_of(organization):
    """ "совещания при директоре", "при заведующем", "при начальнике отдела"."""
    return f"совещания при {decline_phrase(organization.head_title, Case.PREPOSITIONAL)}"


class MinutesForm(PaperForm):
    """`title_of` says whose minutes they are, in the genitive."""

    title_of = staticmethod(council_of)

    gathering = forms.CharField(label="Протокол (чего?)", max_length=200)
    held_on = DayField(label="Когда проходило")
    chair = PersonLineField(label="Председатель")
    secretary = PersonLineField(label="Секретарь")
    present = forms.IntegerField(label="Присутствовали, человек", min_value=1, max_value=999)
    members = forms.IntegerField(label="Всего в составе", min_value=1, max_value=999)
    listed = forms.BooleanField(label="Список присутствовавших прилагается", required=False, initial=True)
    invited = LinesField(
        label="Приглашённые", rows=2, required=False, help_text="По одному в строке, как председатель."
    )
    agenda = PartsField(
        label="Повестка дня",
        names=("о чём", "докладчик", "решение"),
        needed=3,
        help_text="Вопрос в строке: О принятии Положения | Астахова Ирина Викторовна, методист | Принять Положение; "
        "рекомендовать директору утвердить его. Решения разделяет точка с запятой.",
    )
    spoke = PartsField(
        label="Выступили",
        required=False,
        rows=3,
        names=("номер вопроса", "кто", "что сказал"),
        needed=3,
        help_text="1 | Соловей Виктор Иванович, учитель физики | предложил указать предельное число наставляемых",
    )
    votes = PartsField(
        label="Голоса",
        required=False,
        rows=2,
        names=("за", "против", "воздержались"),
        needed=1,
        help_text="По строке на вопрос: 36 | 0 | 2. Пусто – все за.",
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        organization = me.organization
        head = [organization.head_last_name, organization.head_first_name, organization.head_patronymic]
        self.fields["gathering"].initial = self.title_of(organization)
        self.fields["chair"].initial = f"{' '.join(filter(None, head))}, {organization.head_title}"

    def clean_agenda(self):
        for number, line in enumerate(lines_of(self.cleaned_data["agenda"]), 1):
            require_name(parts(line, 3)[1], place=f"Строка {number}, докладчик. ")
        return self.cleaned_data["agenda"]

    def clean_invited(self):
        for number, line in enumerate(lines_of(self.cleaned_data["invited"]), 1):
            require_name(line, place=f"Строка {number}. ")
        return self.cleaned_data["invited"]

    def clean_spoke(self):
        asked = len(lines_of(self.cleaned_data.get("agenda", "")))
        for number, line in enumerate(lines_of(self.cleaned_data["spoke"]), 1):
            question, who, _ = parts(line, 3)
            if asked and not (question.isascii() and question.isdigit() and 1 <= int(question[:4]) <= asked):
                raise ValidationError(f"Строка {number}: первым напишите номер вопроса, от 1 до {asked}.")
            require_name(who, place=f"Строка {number}. ")
        return self.cleaned_data["spoke"]

    def clean(self):
        data = super().clean()
        present, members = data.get("present"), data.get("members")
        if present and members and present > members:
            self.add_error("present", "Присутствовать не может больше людей, чем есть в составе.")
        self.check_votes(data, present)
        return data

    def check_votes(self, data, present):
        lines = lines_of(data.get("votes", ""))
        if lines and "agenda" in data and len(lines) != len(lines_of(data["agenda"])):
            self.add_error("votes", "Напишите по строке на каждый вопрос повестки или оставьте поле пустым.")
        for number, line in enumerate(lines, 1):
            counts = votes_of(line)
            if counts is None:
                self.add_error("votes", f"Строка {number}: голоса – это числа, например 36 | 0 | 2.")
            elif present and sum(counts) > present:
                self.add_error("votes", f"Строка {number}: голосов больше, чем присутствовавших ({present}).")


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def votes_of(line):
    """(for, against, abstained), or None where a part is no number."""
    counts = [part or "0" for part in parts(line, 3)]
    if not all(count.isascii() and count.isdigit() and len(count) < 5 for count in counts):
        return None
    return tuple(map(int, counts))


def build(subject):
    chair, secretary = (person_of(subject.text(name)) for name in ("chair", "secretary"))
    return pieces.paper(
        subject,
        "ПРОТОКОЛ",
        title_lines=[subject.text("gathering")],
        signature=None,
        body=[*opening(subject, chair, secretary), *agenda(subject), *questions(subject)],
        signatures=[
            pieces.signer("Председатель", initials_surname(chair.name)),
            pieces.signer("Секретарь", initials_surname(secretary.name)),
        ],
    )


def opening(subject, chair, secretary):
    present, members = subject.number("present") or 0, subject.number("members") or 0
    listed = " (список прилагается)" if subject.is_on("listed") else ""
    people = "; ".join(person_of(line).line for line in subject.lines("invited"))
    words = [
        ("chair", f"Председатель – {sentence(chair.line)}"),
        ("secretary", f"Секретарь – {sentence(secretary.line)}"),
        (
            "present",
            f"Присутствовали: {counted(present, 'человек', 'человека', 'человек')} из {members}{listed}.",
        ),
        *((("invited", f"Приглашенные: {sentence(people)}"),) if people else ()),
    ]
    day = pieces.text("held", f"Дата проведения – {date_words(subject.day('held_on'))}", look="flat gap")
    return [day, *(pieces.text(uid, text, look="flat") for uid, text in words)]


def agenda(subject):
    yield pieces.heading("agenda", "ПОВЕСТКА ДНЯ")
    for number, line in enumerate(subject.lines("agenda"), 1):
        question, speaker, _ = parts(line, 3)
        person = person_of(speaker)
        post = f"{lower_first(person.post)} " if person.post else ""
        yield pieces.text(f"q{number}", sentence(question), number=f"{number}.")
        yield pieces.text(
            f"q{number}-by", sentence(f"Докладчик – {post}{person.short(Case.NOMINATIVE)}"), look="flat"
        )


def questions(subject):
    spoken, votes = subject.lines("spoke"), subject.lines("votes")
    for number, line in enumerate(subject.lines("agenda"), 1):
        question, speaker, decisions = parts(line, 3)
        yield pieces.label(f"heard{number}", f"{number}. СЛУШАЛИ:")
        who = person_of(speaker).short(Case.ACCUSATIVE)
        yield pieces.text(f"heard{number}-text", sentence(f"{who} – {lower_first(question)}"))
        yield from speakers(number, spoken)
        yield pieces.label(f"decided{number}", "РЕШИЛИ:")
        for part, decision in enumerate(filter(str.strip, decisions.split(";")), 1):
            words = sentence(upper_first(decision.strip()))
            yield pieces.text(f"decided{number}-{part}", words, number=f"{number}.{part}.")
        yield pieces.text(f"votes{number}", voted(subject, votes, number))


def speakers(number, spoken):
    mine = [parts(line, 3) for line in spoken if parts(line, 3)[0] == str(number)]
    if mine:
        yield pieces.label(f"spoke{number}", "ВЫСТУПИЛИ:")
    for part, (_, who, what) in enumerate(mine, 1):
        yield pieces.text(f"spoke{number}-{part}", sentence(said(person_of(who), what)))


def said(person, what):
    """ "Соловей В.И., учитель физики, предложил …"; what begins no verb phrase stands after a dash."""
    if not what[:1].islower():
        return f"{person.line} – {lower_first(what)}"
    return f"{person.line}{',' if person.post else ''} {what}"


def voted(subject, votes, number):
    """Open voting, a simple majority of those present; without typed votes everybody was for it."""
    present = subject.number("present") or 0
    yes, no, abstained = votes_of(votes[number - 1]) or (0, 0, 0) if number <= len(votes) else (present, 0, 0)
    taken = "принято" if 2 * yes > present else "не принято"
    said = f"за – {yes or 'нет'}, против – {no or 'нет'}, воздержались – {abstained or 'нет'}"
    return f"Голосовали: {said}. Решение {taken}."
