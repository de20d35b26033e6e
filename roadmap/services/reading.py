"""An own document on its way to a roadmap: read, corrected, read again, made into a roadmap."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.blocks import Paragraph, from_json, to_json
from organizations.models import Organization
from roadmap.correcting.draft import MAX_LINES, editable, live_lines
from roadmap.models import Reading
from roadmap.reading.interpreting import interpret

STALE = (
    "Пока вы правили, этот документ изменили. Ваша правка осталась в полях ниже: сверьте её с сохранённой "
    "и нажмите «Сохранить» ещё раз."
)
MADE = "По этому документу карта уже создана. Чтобы сделать ещё одну, прочитайте документ заново."
TOO_MANY = (
    f"В документе больше {MAX_LINES} мероприятий. Оставьте в нём одну дорожную карту и загрузите её снова."
)
MOST_LINES_OF_TEXT, MOST_LETTERS = 6000, 1_000_000  # reading them takes some seconds
TOO_LONG = (
    f"В документе больше {MOST_LINES_OF_TEXT} строк: для дорожной карты это слишком много. "
    "Оставьте в файле только её и загрузите снова."
)


def read_roadmap(organization, *, blocks, name, by, columns=None):
    """Keep what was read of a document (`common.blocks`); the same document sent twice is kept once.

    `columns` says what each column of the table means, by its place, instead of what the reader would guess.
    """
    if is_too_long(blocks):
        raise ValidationError(TOO_LONG)
    found = interpret(blocks, columns=columns)
    result = found.to_json()
    draft = editable(result, list(found.title_lines))
    if len(live_lines(draft)) > MAX_LINES:
        raise ValidationError(TOO_MANY)
    reading = Reading(
        organization=organization,
        name=name or pasted_name(found.title),
        source=to_json(blocks),
        result=result,
        draft=draft,
        created_by=by.user,
    )
    return _keep_once(reading, by=by)


def is_too_long(blocks):
    """Whether nobody would call it a roadmap: lines of paragraphs and cells, and letters, are counted."""
    cells = [[block.text] if isinstance(block, Paragraph) else chain(*block.rows) for block in blocks]
    texts = [text for text in chain(*cells) if text]
    return (
        sum(text.count("\n") + 1 for text in texts) > 4 * MOST_LINES_OF_TEXT
        or sum(isinstance(block, Paragraph) or len(block.rows) for block in blocks) > MOST_LINES_OF_TEXT
        or sum(map(len, texts)) > MOST_LETTERS
    )


def pasted_name(title):
    return f"Вставленный текст: {title}"[:200] if title else "Вставленный текст"


@transaction.atomic
def _keep_once(reading, *, by):
    Organization.objects.select_for_update().get(pk=reading.organization_id)
    untouched = Reading.objects.filter(
        organization=reading.organization, name=reading.name, version=1, roadmap=None
    )
    for other in untouched:
        if (other.source, other.draft) == (reading.source, reading.draft):
            return other
    reading.full_clean()
    reading.save()
    record("roadmap.read", reading, by=by, lines=len(live_lines(reading.draft)))
    return reading


def read_again(reading, *, by, columns=None):
    """Another reading of the same document; what was corrected by hand stays as it is."""
    blocks = from_json(reading.source)
    return read_roadmap(reading.organization, blocks=blocks, name=reading.name, columns=columns, by=by)


@transaction.atomic
def edit_reading(reading, *, version, draft, by):
    """Keep the corrected draft. A stale `version` is refused; what stands there already is no change."""
    reading = _locked(reading)
    if draft == reading.draft:
        return reading
    if reading.version != version:
        raise ValidationError(STALE)
    if len(live_lines(draft)) > MAX_LINES:
        raise ValidationError(f"В карте больше {MAX_LINES} мероприятий. Удалите лишние строки.")
    reading.draft, reading.version, reading.changed_at = draft, version + 1, timezone.now()
    reading.full_clean()
    reading.save(update_fields=["draft", "version", "changed_at"])
    record("roadmap.reading_edited", reading, by=by, version=reading.version)
    return reading


@transaction.atomic
def delete_reading(reading, *, by):
    reading = _locked(reading)
    record("roadmap.reading_deleted", reading, by=by)
    reading.delete()


def _locked(reading):
    """The reading under lock, while no roadmap was made of it."""
    reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if reading.roadmap_id:
        raise ValidationError(MADE)
    return reading
