"""What of a person the papers keep: drafts are rewritten, the register is kept by law (people/destruction.py)."""

from common.russian_dates import normalise_search
from documents.models import Acknowledgement, Document, Step, Version
from people.destruction import cards_of, step
from people.redacting import redact

REGISTERED = [Document.Status.ON_PAPER, Document.Status.SIGNED]


@step("Проекты документов")
def erase_drafts(person, strings):
    """A paper that is not registered names the person no more; who holds it for signing reads it anew."""
    drafts = Document.objects.filter(organization=person.organization).exclude(status__in=REGISTERED)
    redact(drafts, ["search"], tuple(normalise_search(text) for text in strings))
    return redact(drafts, ["title", "content", "facts", "returned_note"], strings)


@step("Прежние версии документов")
def erase_versions(person, strings):
    """Of a registered paper too: the law keeps the paper, not the way to it."""
    return redact(Version.objects.filter(organization=person.organization), ["content"], strings)


@step("Замечания при согласовании")
def erase_steps(person, strings):
    """What those who agree wrote under a draft."""
    steps = Step.objects.filter(organization=person.organization).exclude(document__status__in=REGISTERED)
    return redact(steps, ["who", "whom_by", "remark"], strings)


@step("Ожидаемые ознакомления")
def erase_expected(person, strings):
    """What the person was still to read; what was read stays with its order."""
    return Acknowledgement.objects.filter(person__in=cards_of(person), at=None).delete()[0]
