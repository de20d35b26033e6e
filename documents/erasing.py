"""What of a person the papers keep: drafts are rewritten, the register is kept by law (people/destruction.py)."""

from documents.models import Acknowledgement, Document
from people.destruction import cards_of, step
from people.redacting import redact


@step("Проекты документов")
def erase_drafts(person, strings):
    """A paper that is not registered names the person no more; who holds it for signing reads it anew."""
    unregistered = [Document.Status.DRAFT, Document.Status.TO_SIGN]
    drafts = Document.objects.filter(organization=person.organization, status__in=unregistered)
    return redact(drafts, ["title", "content", "returned_note"], strings)


@step("Ожидаемые ознакомления")
def erase_expected(person, strings):
    """What the person was still to read; what was read stays with its order."""
    return Acknowledgement.objects.filter(person__in=cards_of(person), at=None).delete()[0]
