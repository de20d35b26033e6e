"""What the order of change asks: which pair, why, from which day, who takes over (ТК ст. 351.8)."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from common.russian import date_words
from common.working_days import add_working_days
from documents.forms.orders import EMPLOYEES, OrderForm, not_replaced, words_field
from documents.forms.paper import DayField, PairField, PaperField, PersonField
from documents.models import Document
from documents.models.kinds import PaperKind
from pairs.models import Pair

NOTICE_DAYS = 3  # working days between the notice and the end, ТК ст. 351.8
REFUSAL, CANCELLED, COMPLETED, LEFT, WITHDRAWN, REPLACED = (
    "refusal", "cancellation", "completed", "left", "withdrawn", "replaced",
)  # fmt: skip
GROUNDS = [
    (REFUSAL, "наставник отказался досрочно"),
    (CANCELLED, "учреждение отменило поручение досрочно"),
    (COMPLETED, "программа выполнена досрочно"),
    (LEFT, "участник выбыл"),
    (WITHDRAWN, "отозвано согласие участника"),
    (REPLACED, "наставника заменяют по другой причине"),
]
WITH_NOTICE = {REFUSAL, CANCELLED}
HOLDING = [PaperKind.ORDER_PAIRS, PaperKind.ORDER_CHANGE]


class Form(OrderForm):
    pair = PairField(label="Пара или группа", statuses=[Pair.Status.ACTIVE, Pair.Status.PAUSED])
    ground = forms.ChoiceField(label="Почему", choices=GROUNDS)
    notice_on = DayField(
        label="Дата уведомления", required=False,
        help_text="При отказе наставника и при отмене поручения: предупреждают не позднее чем за три рабочих дня.",
    )  # fmt: skip
    reason = words_field(
        "Причина своими словами", help_text="После слов «В связи с», для замены: отпуском по уходу за ребенком.",
    )  # fmt: skip
    effective_on = DayField(label="Прекратить с")
    amends = PaperField(
        label="Какой приказ изменить", kinds=[*HOLDING, PaperKind.OUTSIDE], required=False,
        statuses=[Document.Status.SIGNED],
        help_text="Если не выбрать, возьмём приказ, которым пара закреплена.",
    )  # fmt: skip
    new_pair = PairField(
        label="Новая пара с другим наставником",
        required=False,
        statuses=[Pair.Status.READY, Pair.Status.ORDERED],
        help_text="Сначала составьте её и соберите согласия: здесь видны пары, готовые к приказу.",
    )
    basis = words_field(
        "Документы нового наставника",
        help_text="После слов «на основании»: дополнительного соглашения от 20.01.2027 № 2.",
    )
    programme_by = DayField(label="Уточнить программу до", required=False)
    accountant = PersonField(
        label="Кто прекращает и назначает выплату", kinds=EMPLOYEES, required=False,
        help_text="Если наставнику платили: главный бухгалтер.",
    )  # fmt: skip

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        self.fields["amends"].queryset = not_replaced(self.fields["amends"].queryset)

    def clean(self):
        cleaned = super().clean()
        for check in (self.check_notice, self.check_day, self.check_order, self.check_new_pair):
            check(cleaned)
        return cleaned

    def check_notice(self, cleaned):
        notice, day = cleaned.get("notice_on"), cleaned.get("effective_on")
        if cleaned.get("ground") not in WITH_NOTICE:
            return
        if notice is None:
            if "notice_on" not in self.errors:
                self.add_error("notice_on", "Напишите дату уведомления: от неё считают три рабочих дня.")
        elif notice > self.me.organization.today:
            self.add_error("notice_on", "Дата уведомления ещё не наступила.")
        elif day and day < first_day(notice):
            self.add_error("effective_on", ValidationError(
                "После уведомления должно пройти три полных рабочих дня (статья 351.8 ТК РФ). "
                f"Первый возможный день – {date_words(first_day(notice))}"
            ))  # fmt: skip

    def check_day(self, cleaned):
        pair, day = cleaned.get("pair"), cleaned.get("effective_on")
        if pair and day and day <= pair.starts_on:
            self.add_error(
                "effective_on",
                f"Пара работает с {date_words(pair.starts_on)}: прекратить её можно позже этого дня.",
            )

    def check_order(self, cleaned):
        """The order that fixed the pair is the one that is changed."""
        pair, order = cleaned.get("pair"), cleaned.get("amends")
        if not pair or "amends" in self.errors:
            return
        own = self.fields["amends"].queryset.filter(kind__in=HOLDING, pairs=pair)
        if order is None:
            cleaned["amends"] = own.order_by("-dated", "-pk").first()
            if cleaned["amends"] is None:
                self.add_error(
                    "amends", "Подписанного приказа с этой парой нет. Выберите приказ, который изменить."
                )
        elif order.kind in HOLDING and not own.filter(pk=order.pk).exists():
            self.add_error(
                "amends", "В этом приказе такой пары нет. Выберите приказ, которым она закреплена."
            )

    def check_new_pair(self, cleaned):
        pair, new = cleaned.get("pair"), cleaned.get("new_pair")
        if cleaned.get("ground") == REPLACED and new is None and "new_pair" not in self.errors:
            self.add_error("new_pair", "Для замены выберите готовую к приказу пару с новым наставником.")
        if not (pair and new):
            return
        mentees = {member.person_id for member in pair.members.all()}
        if new.mentor_id == pair.mentor_id:
            self.add_error("new_pair", "В новой паре тот же наставник. Выберите пару с другим.")
        elif not mentees & {member.person_id for member in new.members.all()}:
            self.add_error("new_pair", "В новой паре другие наставляемые. Выберите пару с теми же.")


def first_day(notice):
    """The first day on which mentoring may stop: three full working days lie between."""
    return add_working_days(notice, NOTICE_DAYS) + dt.timedelta(days=1)
