"""Files that came with named answers: kept under names that tell nothing, they go with the answer."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from common.files import OFFICE_TYPES, SCAN_TYPES, attachment_type, check_attachment, random_name
from surveys.models import Response
from surveys.sheet import Kind

NO_ROOM = "Файл не сохранился: на сервере кончилось место. Ответы целы, скажите об этом куратору."
CONTENT_TYPES = dict([*SCAN_TYPES.values(), *OFFICE_TYPES.values()])


def read_file(response, key):
    """(bytes, the sender's name, content type) or None."""
    kept = response.answers.get(key)
    if not isinstance(kept, dict) or "stored" not in kept or not default_storage.exists(kept["stored"]):
        return None
    extension = kept["stored"].rsplit(".", 1)[-1]
    with default_storage.open(kept["stored"]) as file:
        return file.read(), kept["name"], CONTENT_TYPES.get(extension, "application/octet-stream")


def files_of(answers):
    """Those answers that are files."""
    return {key: value for key, value in answers.items() if isinstance(value, dict) and "stored" in value}


def names_of(answers):
    return {value["stored"] for value in files_of(answers).values()}


def looked_at(sheet, uploads):
    """({key of a question: file}, {key: what is wrong with it}) of what came, each judged by content."""
    files, errors = {}, {}
    for question in sheet.questions:
        upload = uploads.get(question.key)
        if question.kind != Kind.FILE or upload is None:
            continue
        try:
            check_attachment(upload)
            files[question.key] = upload
        except ValidationError as bad:
            errors[question.key] = " ".join(bad.messages)
    return files, errors


def incoming(upload):
    """A file as an answer before it has a place of its own: nothing is stored until all answers are fine."""
    return {"name": upload.name, "stored": "incoming"}


@contextmanager
def stored(answers, files):
    """The answers with the files that are asked for in their places; what fails inside leaves none behind."""
    places = {key: place_of(upload) for key, upload in files.items() if key in answers}
    try:
        for key, place in places.items():
            files[key].seek(0)
            default_storage.save(place, files[key])
        yield answers | {key: answers[key] | {"stored": place} for key, place in places.items()}
    except Exception as error:
        for place in places.values():
            default_storage.delete(place)
        if isinstance(error, OSError):
            raise ValidationError(NO_ROOM) from error
        raise


def place_of(upload):
    """A name of our own; the type was checked when the file came in."""
    return random_name("answers", attachment_type(upload)[0])


def stored_names(invitations):
    """Our names of all files of these invitations."""
    answers = Response.objects.filter(invitation__in=invitations).values_list("answers", flat=True)
    return [name for one in answers for name in names_of(one)]
