"""What goes wrong on the way of an answer: lost words of the server, two links in one browser, files, odd numbers."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.models import Job
from people.tests.factories import PersonFactory
from surveys.links import secret_of
from surveys.models import Response
from surveys.services.answering import Stale, save_draft, submit
from surveys.services.files import names_of
from surveys.sheet import Kind, Option, Question
from surveys.showing import Field
from surveys.tests.factories import ANSWERS, CampaignFactory, InvitationFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
PLAN = {
    "sections": [
        {"key": "s", "questions": [
            {"key": "plan", "kind": "file", "words": "План"},
            {"key": "mark", "kind": "scale", "words": "Оценка", "low": 1, "high": 5, "is_required": True},
            {"key": "years", "kind": "number", "words": "Стаж"},
            {"key": "order", "kind": "ranking", "words": "Важность",
             "options": [{"key": "a", "words": "Уроки"}, {"key": "b", "words": "Беседы"}]},
        ]},
    ]
}  # fmt: skip


def asked(school, content=None, **campaign):
    more = {"content": content} if content else {}
    questionnaire = QuestionnaireFactory(organization=school, status="frozen", **more)
    campaign = CampaignFactory(questionnaire=questionnaire, **campaign)
    return InvitationFactory(campaign=campaign, person=PersonFactory(organization=school))


def opened(client, invitation):
    client.get(reverse("survey_link", args=[secret_of(invitation.link_salt)]))
    return client.get("/a/").context


def pdf(name="план.pdf", data=b"%PDF-1.4 text"):
    return SimpleUploadedFile(name, data)


def stored_files():
    return set(default_storage.listdir("answers")[1]) if default_storage.exists("answers") else set()


def test_same_save_again_is_heard_and_changes_nothing(school):
    invitation = asked(school)
    save_draft(invitation, {"comfort": "7"}, revision=0, by=None)

    again = save_draft(invitation, {"comfort": "7"}, revision=0, by=None)

    assert again.revision == 1
    with pytest.raises(Stale):
        save_draft(invitation, {"comfort": "8"}, revision=0, by=None)
    assert Response.objects.get().answers == {"comfort": 7}


def test_refused_save_tells_the_revision_there_is(client, school):
    invitation = asked(school)
    opened(client, invitation)
    client.post("/a/save/", {"comfort": "7", "revision": "0"})

    told = client.post("/a/save/", {"comfort": "8", "revision": "0"})

    assert (told.status_code, told.json()["revision"]) == (409, 1)
    assert client.post("/a/save/", {"comfort": "8", "revision": "1"}).json() == {"revision": 2}


@pytest.mark.parametrize("path", ["/a/", "/a/save/"])
def test_page_of_one_link_does_not_answer_for_another(client, school, path):
    one, two = asked(school), asked(school)
    form = {**ANSWERS, "door": opened(client, one)["door"].keep_key, "revision": "0"}
    opened(client, two)

    refused = client.post(path, form)

    assert refused.status_code == 409
    assert not Response.objects.exists()
    opened(client, one)
    assert client.post(path, form).status_code in {200, 302}
    assert Response.objects.get().invitation == one


def test_sent_answers_are_not_said_to_be_saved_as_one_writes(client, school):
    invitation = asked(school)
    submit(invitation, ANSWERS, by=None)
    opened(client, invitation)

    page = client.get("/a/?edit=1").text

    assert "data-save=" not in page
    assert "Изменения уйдут, когда вы нажмёте" in page


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "-1", "1.5"])
def test_odd_numbers_are_no_fault_of_the_server(client, school, digits):
    opened(client, asked(school, PLAN))

    assert client.post("/a/save/", {"revision": digits}).status_code in {200, 409}
    page = client.post("/a/", {"mark": "3", "order:a": digits, "order:b": "1"})
    assert page.status_code == 422
    assert "Расставьте все варианты." in page.text


def test_mistake_keeps_what_was_typed_and_asks_for_the_file_again(client, school):
    opened(client, asked(school, PLAN))
    before = stored_files()

    page = client.post("/a/", {"mark": "4", "years": "сто", "plan": pdf()})

    assert page.status_code == 422
    assert 'value="сто"' in page.text
    assert 'value="4" checked' in page.text
    assert "Приложите файл ещё раз" in page.text
    assert stored_files() == before
    assert not Response.objects.exists()


def test_wrong_file_loses_no_other_answer(client, school):
    opened(client, asked(school, PLAN))

    page = client.post("/a/", {"mark": "4", "plan": pdf("план.pdf", b"MZ a program")})

    assert page.status_code == 422
    assert 'value="4" checked' in page.text
    assert "Такой файл приложить нельзя" in page.text
    assert not Response.objects.exists()


def test_replaced_file_is_removed(school, django_capture_on_commit_callbacks):
    invitation = asked(school, PLAN)
    first = submit(invitation, {"mark": 3}, by=None, files={"plan": pdf()})
    old = names_of(first.answers)

    second = submit(invitation, {"mark": 3}, by=None, files={"plan": pdf("новый.pdf")})

    (job,) = Job.objects.filter(kind="remove_files")
    assert set(job.payload["files"]) == old
    assert names_of(second.answers).isdisjoint(old)
    submit(invitation, {"mark": 4}, by=None)
    assert names_of(Response.objects.get().answers) == names_of(second.answers)
    assert Job.objects.filter(kind="remove_files").count() == 1


def test_failed_sending_leaves_no_file_behind(school, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("journal")

    monkeypatch.setattr("surveys.services.answering.record", fail)
    before = stored_files()

    with pytest.raises(RuntimeError):
        submit(asked(school, PLAN), {"mark": 3}, by=None, files={"plan": pdf()})

    assert stored_files() == before
    assert not Response.objects.exists()


def test_full_disk_is_told_in_words(client, school, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    opened(client, asked(school, PLAN))
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)

    page = client.post("/a/", {"mark": "4", "plan": pdf()})

    assert page.status_code == 422
    assert "кончилось место" in page.text
    assert not Response.objects.exists()


def test_field_is_read_aloud_with_its_hint_and_error():
    plain = Question("q", Kind.SCALE, "Оценка", is_required=True, low=1, high=5)
    many = Question("m", Kind.SEVERAL, "Что нужно?", options=(Option("a", "Советы"),), least=2, most=3)

    assert Field(1, plain).described == "q-error"
    assert Field(2, many).described == "m-error m-hint"
    assert Field(2, many).amount == "Выберите от 2 до 3."
