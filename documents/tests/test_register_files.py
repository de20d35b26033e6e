"""The register and its papers as files: columns, archive, index, a damaged file, a second attempt."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from documents.models import Acknowledgement, FrozenFile, Link
from documents.packing import NAME_MAX, safe
from documents.services.keeping import freeze_file
from documents.services.register_export import COLUMNS, ask_for_register
from documents.services.zipping import ask_for_zip
from documents.tests.factories import CONTENT
from documents.tests.steps import BYTES, paper_with_file, signed_paper
from documents.tests.test_register import paper
from jobs.models import Job
from jobs.registry import HANDLERS
from jobs.work import run
from organizations.models import Membership
from people.tests.factories import PersonFactory


def headed(heading):
    return CONTENT | {"heading": heading.strip()}


def done(job):
    run(job.pk)
    job.refresh_from_db()
    return job


def register(me, file_format="xlsx", query=""):
    return done(ask_for_register(file_format=file_format, query=query, by=me))


def archive(me, query=""):
    job = done(ask_for_zip(file_format="zip", query=query, by=me))
    assert job.status == Job.Status.DONE, job.error
    with job.result.open() as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_register_reads_as_a_journal_of_orders(curator, head):
    order = signed_paper(head)
    amending = paper(curator, 77)
    Link.objects.create(organization=curator.organization, source=amending, target=order, kind="amends")
    person = PersonFactory(organization=curator.organization)
    Acknowledgement.objects.create(organization=curator.organization, document=order, person=person)

    job = register(curator)

    with job.result.open() as file:
        header, first, second = read_table(file.read())
    assert header == [heading for heading, _, _ in COLUMNS]
    line = dict(zip(header, first, strict=False))
    assert (line["№ п/п"], line["Номер"], line["Заголовок"]) == ("1", order.number, order.title)
    assert (line["Кто подписал"], line["Хранить"]) == ("Ковалёва М. С.", "постоянно")
    assert line["Основание, связи"] == "изменён № 77-од от 02.10.2026"
    assert line["Ознакомлены"] == "0 из 1"
    assert line["Код"] == order.code
    assert second[1] == "77-од"
    assert sum(width for _, width, _ in COLUMNS) == 100


def test_file_follows_the_filter_and_the_journal_names_it_once(curator):
    paper(curator, 1)
    paper(curator, 2, series="acts", kind="destruction_act")

    job = register(curator, query="series=acts")
    Job.objects.filter(pk=job.pk).update(status=Job.Status.WAITING, result="")
    job = done(job)

    with job.result.open() as file:
        assert [row[1] for row in read_table(file.read())[1:]] == ["2-од"]
    told = Entry.objects.get(action="register.exported")
    assert told.details == {"job": job.pk, "format": "xlsx", "papers": 1}


def test_nothing_and_too_much_are_refused_in_words(curator, monkeypatch):
    with pytest.raises(ValidationError, match="Выгружать нечего"):
        ask_for_register(file_format="xlsx", query="", by=curator)
    paper(curator)
    with pytest.raises(ValidationError, match="зарегистрированных"):
        ask_for_zip(file_format="zip", query="", by=curator)
    monkeypatch.setattr("documents.services.register_export.PAPER_MAX", 0)
    with pytest.raises(ValidationError, match="В PDF помещается"):
        ask_for_register(file_format="pdf", query="", by=curator)

    assert not Job.objects.filter(kind__in=["papers_register", "papers_zip"]).exists()


@pytest.mark.parametrize("ask", [ask_for_register, ask_for_zip])
def test_right_taken_away_before_the_work_begins_counts(curator, ask):
    paper(curator, 1)
    job = ask(file_format="xlsx", query="", by=curator)
    Membership.objects.filter(pk=curator.pk).update(is_active=False)

    job = done(job)

    assert (job.result.name, "закрыт" in job.error) == ("", True)


def test_archive_holds_every_file_under_a_name_of_its_own(curator, head):
    document, _ = paper_with_file(head)
    freeze_file(document, FrozenFile.Kind.KNOWN, b"%PDF-1.7 sheet", by=None)
    freeze_file(document, FrozenFile.Kind.KNOWN, b"%PDF-1.7 second sheet", by=None)
    paper(curator)  # a draft is no part of the register

    made = archive(curator)

    names = [name for name in made.namelist() if not name.startswith("index")]
    stem = f"Приказы по основной деятельности/Приказ {document.number} от {document.dated:%d.%m.%Y} О закреплении"
    assert all(name.startswith(stem) for name in names)
    assert [made.read(name) for name in names] == [BYTES, b"%PDF-1.7 sheet", b"%PDF-1.7 second sheet"]
    assert sum("(лист ознакомления)" in name for name in names) == 2
    assert len({name.casefold() for name in names}) == 3
    page = made.read("index.html").decode()
    assert all(part in page for part in (document.title, document.code, "index.css", "постоянно"))
    assert "http" not in page.replace("http-equiv", "")
    table = read_table(made.read("index.xlsx"))
    assert names[0] in table[1][-1]


def test_damaged_file_is_named_and_stops_nothing(curator, head):
    paper_with_file(head)
    _, lost = paper_with_file(head)
    default_storage.delete(lost.file.name)

    made = archive(curator)

    assert [made.read(name) for name in made.namelist() if name.endswith(".pdf")] == [BYTES]
    page = made.read("index.html").decode()
    assert "Не всё вошло в архив" in page
    assert "файл повреждён или потерян" in page
    assert Entry.objects.get(action="papers.zipped").details["damaged"] == 1


def test_second_attempt_makes_the_same_archive(curator, head):
    paper_with_file(head)
    job = ask_for_zip(file_format="zip", query="", by=curator)
    Job.objects.filter(pk=job.pk).update(attempts=1, status=Job.Status.RUNNING)
    job.refresh_from_db()

    made = [HANDLERS["papers_zip"](job)[0].read() for _ in range(2)]

    assert made[0] == made[1]
    assert Entry.objects.filter(action="papers.zipped").count() == 1


def test_archive_of_another_school_holds_nothing_of_ours(stranger, head):
    paper_with_file(head)

    with pytest.raises(ValidationError, match="нечего"):
        ask_for_zip(file_format="zip", query="", by=stranger)


def test_archive_is_handed_out_as_an_attachment(client, curator, head):
    paper_with_file(head)
    client.force_login(curator.user)

    answer = client.post(reverse("documents:export"), {"format": "zip", "query": "year=s2026"})
    job = done(Job.objects.get(kind="papers_zip"))

    assert answer.url == job.get_absolute_url()
    assert job.result_name.endswith(".zip")
    file = client.get(reverse("jobs:result", args=[job.pk]), {"inline": ""})
    assert file["Content-Disposition"].startswith("attachment")
    assert (file["X-Content-Type-Options"], file["Content-Security-Policy"][:7]) == ("nosniff", "sandbox")
    assert b"".join(file.streaming_content).startswith(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Приказ 134/4: о «парах»?", "Приказ 134-4 о «парах»"),
        ('А\\Б|В*"Г"<Д>\x07', "А-Б В Г Д"),
        ("конец. . ", "конец"),
        ("", "без названия"),
        ("слово " * 60, ("слово " * 20).strip()),
    ],
)
def test_name_is_taken_by_every_disk(text, name):
    assert safe(text) == name
    assert len(safe(text)) <= NAME_MAX


def test_title_that_names_the_paper_is_not_said_twice(curator, head):
    document, _ = paper_with_file(head, content=headed("Приказ по школе " + "о наставничестве " * 9))

    (name,) = [name for name in archive(curator).namelist() if name.endswith(".pdf")]

    assert name.endswith(f" {document.number} от {document.dated:%d.%m.%Y}.pdf")
    assert name.count("Приказ по школе") == 1
    assert len(name.rpartition("/")[2]) <= NAME_MAX


def test_long_titles_keep_their_extension(curator, head):
    paper_with_file(head, content=headed("О " + "закреплении наставнических пар и групп " * 7))

    (name,) = [name for name in archive(curator).namelist() if name.endswith(".pdf")]

    assert len(name.rpartition("/")[2]) <= NAME_MAX
