"""Order on the final event of the year (domain 3.12): what, when, where, who prepares it, its programme."""

from django import forms

from common.russian import Case, date_words, decline_phrase, upper_first
from common.working_days import add_working_days
from documents.forms.orders import EMPLOYEES, OrderForm, others_field, refuse_past, typed_field, words_field
from documents.forms.paper import DayField, PeopleField, PersonField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import all_of, cards, house, one_of, preamble, to_whom, who_does, whole
from documents.papers.order_pairs import listed
from documents.papers.typed import PartsField, parts

FORMS = ["круглый стол", "конференция", "семинар", "конкурс", "форум", "фестиваль", "педагогическая гостиная"]
NEWS_DAYS = 3  # working days after the event in which its news comes to the site


class Form(OrderForm):
    kind = forms.ChoiceField(label="Форма", choices=[(word, word) for word in FORMS])
    name = words_field("Название", required=True, limit=200, help_text="Без кавычек: Наставник и я.")
    held_on = DayField(label="Дата")
    time = words_field("Время начала", limit=20, help_text="Например: 14:00.")
    place = words_field("Место", required=True, help_text="Например: актовый зал школы.")
    goal = words_field(
        "Цель",
        required=True,
        help_text="После слов «В целях»: подведения итогов наставничества за учебный год.",
    )
    organisers = PeopleField(label="Кто готовит и проводит", kinds=EMPLOYEES, required=False)
    organisers_others = others_field("Ещё готовят и проводят")
    participants = words_field(
        "Кого пригласить", required=True, help_text="Наставников, наставляемых, администрацию школы."
    )
    programme = PartsField(
        label="Программа", names=["время", "что", "кто ведёт"], needed=2, rows=8,
        help_text="По одной строке на пункт: 14:00–14:15 | Открытие | Ковалёва М.С., директор.",
    )  # fmt: skip
    site = PersonField(label="Кто размещает информацию на сайте", kinds=EMPLOYEES, required=False)
    site_typed = typed_field("Кто размещает, если его нет в списке")

    def first_values(self, organization):
        return {"goal": "подведения итогов наставничества, распространения лучших практик"}

    def clean_held_on(self):
        return refuse_past(
            self.cleaned_data["held_on"], self.me.organization,
            "Этот день уже прошёл: приказ издают до мероприятия. Исправьте дату.",
        )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("organisers") or cleaned.get("organisers_others")):
            self.add_error("organisers", "Выберите хотя бы одного человека, который готовит мероприятие.")
        return cleaned


def build(subject):
    organization = subject.organization
    what = f"{decline_phrase(subject.text('kind'), Case.GENITIVE)} «{subject.text('name')}»"
    return pieces.order(
        subject,
        heading=f"О проведении {what}",
        preamble=preamble(f"В целях {subject.text('goal')}"),
        items=numbered(items(subject)),
        appendices=[appendix(organization, what, subject)],
    )


def items(subject):
    day, time = subject.day("held_on"), subject.text("time")
    kind = decline_phrase(subject.text("kind"), Case.ACCUSATIVE)
    organisers = [whole(person, Case.ACCUSATIVE) for person in all_of(subject, "organisers")]
    report = add_working_days(day, NEWS_DAYS)
    at = f" в {time}" if time else ""
    return [
        item("hold", f"Провести {date_words(day)}{at} {kind} «{subject.text('name')}» (далее – мероприятие). "
             f"Место проведения: {subject.text('place')}", until=day),
        item("programme", "Утвердить программу мероприятия (приложение)"),
        item("organisers", f"Назначить {responsible(len(organisers))} за подготовку и проведение мероприятия "
             f"{listed(organisers)}", until=day),
        item("participants", f"Пригласить к участию в мероприятии {subject.text('participants').rstrip('.')}"),
        item("site", f"{to_whom(subject, 'site')} разместить информацию об итогах мероприятия в разделе "
             f"«Наставничество» официального сайта {house(subject.organization)} в срок до {date_words(report)}",
             who=who_does(subject, "site"), until=report),
        control(),
    ]  # fmt: skip


def responsible(count):
    return "ответственным" if count == 1 else "ответственными"


def appendix(organization, what, subject):
    columns = [("№ п/п", 8), ("Время", 17), ("Содержание", 45), ("Ответственный", 30)]
    rows = []
    for number, line in enumerate(subject.lines("programme"), 1):
        time, words, who = parts(line, 3)
        rows.append(pieces.row(f"part-{number}", str(number), time, upper_first(words), who or "–"))
    when = f"{date_words(subject.day('held_on'))}, {subject.text('place')}"
    return pieces.appendix(
        organization, ["ПРОГРАММА", what, when], [pieces.table("programme", columns, rows)]
    )


def acquaint(subject):
    return cards(*all_of(subject, "organisers"), one_of(subject, "site"))


KIND = Kind(
    PaperKind.ORDER_EVENT,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Назначает итоговое мероприятие: дата, место, кто готовит, программа приложением.",
    build=build,
    form=Form,
    acquaint=acquaint,
)
