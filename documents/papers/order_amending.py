"""Order that changes a signed order (PAP-5): the changed items in their new words."""

import re

from django.core.exceptions import ValidationError

from common.russian import date_words, upper_first
from documents.forms.orders import ORDER_KINDS, OrderForm, not_replaced, words_field
from documents.forms.paper import DayField, LinesField, PaperField
from documents.models import Document, Link
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import cards, curator_to, preamble, quoted, reference, word_of

NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.?\s*\|\s*(.*)$")


class Form(OrderForm):
    target = PaperField(
        label="Какой приказ изменить",
        kinds=[*ORDER_KINDS, PaperKind.OUTSIDE],
        statuses=[Document.Status.SIGNED],
    )
    effective_on = DayField(label="Изменения действуют с")
    reason = words_field(
        "Почему", required=True, help_text="После слов «В связи с»: изменением сроков мониторинга."
    )
    changes = LinesField(
        label="Что изменить", rows=8,
        help_text="По одному изменению в строке. Новый текст пункта: 3.2 | Провести мониторинг до 4 июня 2027 г. "
        "Исключить пункт: 5 | . Другое изменение напишите целиком: Приложение дополнить строкой 7.",
    )  # fmt: skip

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        self.fields["target"].queryset = not_replaced(self.fields["target"].queryset)

    def first_values(self, organization):
        return {"effective_on": organization.today}

    def clean(self):
        cleaned = super().clean()
        target, changes = cleaned.get("target"), cleaned.get("changes")
        if target and changes:
            try:
                check_numbers(target, changes)
            except ValidationError as error:
                self.add_error("changes", error)
        return cleaned


def check_numbers(target, changes):
    """The items that are changed stand in the order; one made outside the system has no items here."""
    whole = Document.objects.get(pk=target.pk)  # the choice of a form leaves the content out
    numbers = {one["number"].rstrip(".") for one in whole.content.get("items") or []}
    named = [found[1] for line in changes.splitlines() if (found := NUMBERED.match(line.strip()))]
    if numbers and (unknown := [number for number in named if number not in numbers]):
        raise ValidationError(f"В этом приказе нет пункта {', '.join(unknown)}. Проверьте номер.")


def build(subject):
    target, since = subject.one("target"), date_words(subject.day("effective_on"))
    rows = [
        item("change", f"Внести с {since} в {quoted(target)} следующие изменения:"),
        *(item(f"change-{number}", change(line), level=2) for number, line in enumerate(subject.lines("changes"), 1)),
        item("known", f"{curator_to(subject)} ознакомить с приказом под подпись работников, которых касаются "
             "изменения", who=subject.curator.full_name),
        control(),
    ]  # fmt: skip
    return pieces.order(
        subject,
        heading=f"О внесении изменений в {word_of(target)} {reference(target)}",
        preamble=preamble(f"В связи с {subject.text('reason')}"),
        items=numbered(rows),
    )


def change(line):
    """ "3.2 | Провести …" becomes «Подпункт 3.2 изложить в следующей редакции: «3.2. Провести …».»."""
    found = NUMBERED.match(line)
    if not found:
        return upper_first(line.rstrip(" ."))
    number, words = found[1], found[2].strip()
    name = "Подпункт" if "." in number else "Пункт"
    if not words:
        return f"{name} {number} признать утратившим силу"
    return f"{name} {number} изложить в следующей редакции: «{number}. {upper_first(words.rstrip(' .'))}.»"


def acquaint(subject):
    """Whoever had to know the order that is changed."""
    return cards(subject.curator, *known_by(subject.one("target")))


def known_by(target):
    return [row.person for row in target.acknowledgements.select_related("person")]


def links(subject):
    return [(Link.Kind.AMENDS, subject.one("target"))]


KIND = Kind(
    PaperKind.ORDER_AMENDING,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Меняет пункты подписанного приказа: сам подписанный приказ не правят.",
    build=build,
    form=Form,
    acquaint=acquaint,
    links=links,
)
