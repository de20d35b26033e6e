"""Receipt of a withdrawal: numbered, with all that stops and by when. A row in, plain content out."""

from common.russian import (
    Case,
    date_dots,
    date_words,
    decline_name,
    initials_surname,
    upper_first,
)
from people.models import ConsentKind

# What ends with each kind, in words for the person; the same words stand on the page and in the letter.
STOPPED = {
    ConsentKind.PROCESSING: (
        "обработка персональных данных в программе наставничества прекращена: записи в банках закрыты, пары "
        "приостановлены, письма и напоминания не отправляются, в списки и выгрузки данные не попадают"
    ),
    ConsentKind.DISTRIBUTION: "разрешение на распространение данных прекращено, данные снимаются со страниц",
    ConsentKind.MENTOR_DUTY: "согласие на обязанности наставника прекращено, запись в банке наставников закрыта",
    ConsentKind.MENTEE_DUTY: "согласие на участие прекращено, запись в банке наставляемых закрыта",
}
KEPT = (
    "Подписанные ранее согласия, приказы учреждения и это заявление хранятся в сроки, которые устанавливает закон. "
    "О хранении других данных по закону учреждение сообщит отдельно."
)


def receipt_content(withdrawal):
    """Content of the receipt; shape: templates/papers/withdrawal_receipt.html."""
    organization, person = withdrawal.organization, withdrawal.person
    return {
        "kind": "РАСПИСКА",
        "letterhead": {
            "founder": "",
            "name_lines": [organization.full_name],
            "short": organization.short_name,
        },
        "place": organization.city,
        "number": str(withdrawal.number),
        "date": date_dots(withdrawal.created_at.astimezone(organization.zone).date()),
        "title_lines": ["о получении отзыва согласия"],
        "opening": opening(withdrawal, person),
        "stopped": [STOPPED[kind] for kind in map(ConsentKind, withdrawal.kinds)],
        "terms": terms_words(withdrawal),
        "kept": KEPT if withdrawal.is_of_processing else "",
        "contact": contact(organization),
        "code": withdrawal.code,
        "signature": {
            "post": upper_first(organization.head_title),
            "name": initials_surname(organization.head_name),
            "mark": None,
        },
    }


def opening(withdrawal, person):
    """Who asked, how and when, and what is taken back."""
    asker = withdrawal.representative or person
    name = decline_name(asker.name, Case.GENITIVE, asker.name_forms)
    for_whom = ""
    if withdrawal.representative:
        child = decline_name(person.name, Case.GENITIVE, person.name_forms)
        for_whom = f", законного представителя {child},"
    what = "; ".join(f"согласие {label}" for label in withdrawal.kind_labels)
    return (
        f"От {name}{for_whom} {date_words(withdrawal.received_on)} получен отзыв "
        f"({withdrawal.get_channel_display()}). Отозвано: {what}."
    )


def terms_words(withdrawal):
    """The clocks, in words: what is done by when (152-ФЗ ст. 10.1 ч. 14, ст. 21 ч. 5 и 5.1)."""
    stop_by = date_words(withdrawal.stop_by)
    if withdrawal.kinds == [ConsentKind.DISTRIBUTION]:
        return [f"Распространение данных прекращается не позднее {stop_by} (3 рабочих дня)."]
    lines = [
        f"Обработка вне системы прекращается, и учреждение отвечает не позднее {stop_by} (10 рабочих дней)."
    ]
    if withdrawal.destroy_by:
        day = date_words(withdrawal.destroy_by)
        lines.append(f"Данные, которых не требует хранить закон, уничтожаются не позднее {day} (30 дней).")
    return lines


def contact(organization):
    facts = [organization.address, organization.phone and f"тел. {organization.phone}", organization.email]
    return ", ".join(filter(None, facts))
