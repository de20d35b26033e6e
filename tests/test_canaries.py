"""Nothing of another institution shows, in whatever wrapping (TEN-3), nor is taken from a form (TEN-4)."""

import io
import zipfile

import pypdf
import pytest
from django.urls import reverse

from organizations.models import Role
from tests.access_rules import STAFF
from tests.access_support import TOLD_TO_NEIGHBOURS
from tests.canaries import found, planted_models
from tests.stage import crawl

pytestmark = pytest.mark.django_db
OURS = sorted(STAFF) + [str(Role.PARTICIPANT)]
TOLD = {"verify": {"organization"}, **TOLD_TO_NEIGHBOURS}


@pytest.fixture(scope="module")
def pages(stage):
    """(actor, name, text) of everything the people of our school can open."""
    told = [(actor, name, text_of(answer)) for actor, name, _, answer in crawl(stage, OURS)]
    learner = reverse("people:detail", args=[stage.sample("learner", "mine").pk])  # with a representative
    return [*told, ("curator", "people:detail", text_of(stage.ask("curator", "get", learner)))]


def text_of(answer):
    data = b"".join(answer) if answer.streaming else answer.content
    if data.startswith(b"%PDF-") and b"%%EOF" in data:
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        return "".join(archive.read(name).decode() for name in archive.namelist())
    return data.decode()


def test_no_page_of_ours_shows_a_word_of_another_institution(pages):
    leaks = [f"{actor} {name}: {words}" for actor, name, text in pages if (words := foreign(name, text))]

    assert not leaks, "\n".join(leaks)


def foreign(name, text):
    """The page of a printed code tells anybody whose paper it is, a call what the neighbours are asked; no more."""
    return found("КАНАРЕЙКА", text) - TOLD.get(name, set())


def test_our_own_words_are_seen_so_the_search_is_not_blind(pages):
    seen = set().union(*(found("СИНИЦА", text) for _, _, text in pages))

    assert seen == {model._meta.model_name for model in planted_models()}


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("people:list", "q=канар"),
        ("people:mentees", "q=канар"),
        ("people:mentors", "q=канар"),
        ("people:mentees_add", "q=канар"),
        ("people:consents", "q=канар"),
        ("documents:list", "q=канар"),
        ("pairs:add", "mentee={person}"),
        ("people:consents_print", "person={person}"),
        ("people:consents_print", "need={person}:mentee_duty"),
        ("documents:to_sign", "paper={queued}"),
        ("audit:list", "user={user}"),
        ("roadmap:list", "q=канар"),
    ],
)
def test_nothing_foreign_is_found_by_a_question_in_the_address(stage, name, question):
    rows = stage.rows["sister"]
    asked = question.format(person=rows["person"].pk, queued=rows["queued"].pk, user=rows["member"].user_id)
    actor = "head" if name == "documents:to_sign" else "curator"

    answer = stage.ask(actor, "get", f"{reverse(name)}?{asked}")

    assert answer.status_code in {200, 404}
    assert found("КАНАРЕЙКА", text_of(answer)) == set()
