"""What the order of change asks: which pair, why, from which day, who takes over (ТК ст. 351.8)."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from common.russian import date_words
from documents.forms.orders import EMPLOYEES, OrderForm, not_replaced, words_field
from documents.forms.paper import DayField, PairField, PaperField, PersonField
from documents.models import Document
from documents.models.kinds import PaperKind
from pairs.models import Pair
from pairs.rules import require_notice

REFUSAL, CANCELLED, MENTEE, COMPLETED, LEFT, WITHDRAWN, REPLACED = (
    "refusal", "cancellation", "mentee", "completed", "left", "withdrawn", "replaced",
)  # fmt: skip
PROLONGED, SUBSTITUTED = "prolonged", "substituted"
GROUNDS = [
    (REFUSAL, "наставник отказался досрочно"),
    (CANCELLED, "учреждение отменило поручение досрочно"),
    (MENTEE, "наставляемый отказался"),
    (COMPLETED, "программа выполнена досрочно"),
    (LEFT, "участник выбыл"),
    (WITHDRAWN, "отозвано согласие участника"),
    (REPLACED, "наставника заменяют по другой причине"),
    (PROLONGED, "наставничество продлевают"),
    (SUBSTITUTED, "наставника замещают на время"),
]
GOING_ON = {PROLONGED, SUBSTITUTED}  # the pair does not end
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
    effective_on = DayField(
        label="С какого дня", required=False, help_text="Прекратить, заменить или замещать; при продлении не нужно.",
    )  # fmt: skip
    until = DayField(label="По какой день замещают", required=False)
    substitute = PersonField(label="Кто замещает", required=False)
    new_ends_on = DayField(label="Продлить до", required=False)
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
        checks = (self.check_notice, self.check_day, self.check_term, self.check_order, self.check_new_pair)
        for check in checks:
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
        elif day:
            try:
                require_notice(notice, day, self.me.organization.today)
            except ValidationError as error:
                self.add_error("effective_on", error)

    def check_day(self, cleaned):
        pair, day, ground = cleaned.get("pair"), cleaned.get("effective_on"), cleaned.get("ground")
        if day is None and ground != PROLONGED and "effective_on" not in self.errors:
            self.add_error("effective_on", "Напишите, с какого дня.")
        if pair and day and ground not in GOING_ON and day <= pair.starts_on:
            self.add_error(
                "effective_on",
                f"Пара работает с {date_words(pair.starts_on)}: прекратить её можно позже этого дня.",
            )

    def check_term(self, cleaned):
        """A prolongation ends later, a substitute stands in inside the term."""
        pair, ground, until = cleaned.get("pair"), cleaned.get("ground"), cleaned.get("until")
        if not pair:
            return
        if ground == PROLONGED and not (cleaned.get("new_ends_on") and cleaned["new_ends_on"] > pair.ends_on):
            words = f"Напишите день позже {date_words(pair.ends_on)}: до него пара работает сейчас."
            self.add_error("new_ends_on", words)
        if ground != SUBSTITUTED:
            return
        if not cleaned.get("substitute") and "substitute" not in self.errors:
            self.add_error("substitute", "Выберите, кто замещает наставника.")
        first = cleaned.get("effective_on")
        if first and not (until and first <= until <= pair.ends_on):
            self.add_error("until", "Напишите последний день замещения, внутри срока пары.")

    def check_order(self, cleaned):
        """The order that fixed the pair is the one that is changed; a substitute for a time changes none."""
        pair, order = cleaned.get("pair"), cleaned.get("amends")
        if cleaned.get("ground") == SUBSTITUTED:
            cleaned["amends"] = None
            return
        if not pair or "amends" in self.errors:
            return
        fixed = Q(kind=PaperKind.ORDER_PAIRS) | Q(facts__new_pair=f"pair:{pair.pk}")
        own = self.fields["amends"].queryset.filter(fixed, kind__in=HOLDING, pairs=pair)
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
        if cleaned.get("ground") in GOING_ON:
            cleaned["new_pair"] = None
            return
        if cleaned.get("ground") == REPLACED and new is None and "new_pair" not in self.errors:
            self.add_error("new_pair", "Для замены выберите готовую к приказу пару с новым наставником.")
        if not (pair and new):
            return
        mentees = {member.person_id for member in pair.present}
        if new.mentor_id == pair.mentor_id:
            self.add_error("new_pair", "В новой паре тот же наставник. Выберите пару с другим.")
        elif not mentees & {member.person_id for member in new.present}:
            self.add_error("new_pair", "В новой паре другие наставляемые. Выберите пару с теми же.")
