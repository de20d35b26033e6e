"""Order that takes a signed order out of force (PAP-5, CON-4); an order is cancelled once."""

from common.russian import Case, date_words
from documents.forms.orders import ORDER_KINDS, OrderForm, not_replaced, words_field
from documents.forms.paper import DayField, PaperField
from documents.models import Document, Link
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import cards, curator_to, preamble, quoted, reference, word_of
from documents.papers.order_amending import known_by


class Form(OrderForm):
    target = PaperField(
        label="Какой приказ отменить", kinds=[*ORDER_KINDS, PaperKind.OUTSIDE], statuses=[Document.Status.SIGNED],
        help_text="Если им закреплены пары, с этого дня они завершатся.",
    )  # fmt: skip
    effective_on = DayField(label="Утрачивает силу с")
    reason = words_field(
        "Почему", required=True, help_text="После слов «В связи с»: изданием нового приказа."
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        self.fields["target"].queryset = not_replaced(self.fields["target"].queryset)

    def first_values(self, organization):
        return {"effective_on": organization.today}

    def clean(self):
        cleaned = super().clean()
        target, since = cleaned.get("target"), cleaned.get("effective_on")
        if target and since and since < target.dated:
            self.add_error(
                "effective_on", f"Приказ издан {date_words(target.dated)}. Отменить его раньше нельзя."
            )
        return cleaned


def build(subject):
    target, since = subject.one("target"), date_words(subject.day("effective_on"))
    rows = [
        item("cancel", f"Признать утратившим силу с {since} {quoted(target)}"),
        item("known", f"{curator_to(subject)} ознакомить с приказом под подпись работников, указанных в отмененном "
             f"{word_of(target, Case.PREPOSITIONAL)}", who=subject.curator.full_name),
        control(),
    ]  # fmt: skip
    return pieces.order(
        subject,
        heading=f"О признании утратившим силу {word_of(target, Case.GENITIVE)} {reference(target)}",
        preamble=preamble(f"В связи с {subject.text('reason')}"),
        items=numbered(rows),
    )


def acquaint(subject):
    return cards(subject.curator, *known_by(subject.one("target")))


def links(subject):
    return [(Link.Kind.CANCELS, subject.one("target"))]


KIND = Kind(
    PaperKind.ORDER_CANCELLING,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Отменяет подписанный приказ. Отменить приказ можно один раз.",
    build=build,
    form=Form,
    acquaint=acquaint,
    links=links,
)
