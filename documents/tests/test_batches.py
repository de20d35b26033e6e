"""Several papers under one confirmation: each by what was shown of it (PAP-3)."""

import pytest
from django.urls import reverse

from audit.models import Entry
from documents.content import fingerprint
from documents.models import Document, Signature
from documents.tests.factories import CONTENT, DocumentFactory

PASSWORD = "длинный пароль 12"


@pytest.fixture
def desk(client, head):
    head.user.set_password(PASSWORD)
    head.user.save()
    client.force_login(head.user)
    return client


def papers(curator, count):
    """Papers that differ in their words, so that no fingerprint fits another."""
    return [
        DocumentFactory(created_by=curator, content=CONTENT | {"preamble": f"Основание {n}"})
        for n in range(count)
    ]


def form(batch, **changes):
    shown = {f"shown_{paper.pk}": fingerprint(paper.content) for paper in batch}
    return {"paper": [paper.pk for paper in batch], "secret": PASSWORD} | shown | changes


def post(desk, batch, **changes):
    return desk.post(reverse("documents:sign_batch"), form(batch, **changes))


def test_page_shows_each_chosen_paper_with_its_number_and_fingerprint(desk, curator):
    batch = papers(curator, 3)

    page = desk.get(
        reverse("documents:sign_batch"), {"paper": [paper.pk for paper in batch[:2]]}
    ).content.decode()

    assert "Подписать 2 документа" in page
    assert all(fingerprint(paper.content) in page for paper in batch[:2])
    assert "Основание 1" in page
    assert "Основание 2" not in page
    assert "получит № 2-од" in page


def test_thirty_papers_cost_the_queries_of_three(desk, curator, django_assert_max_num_queries):
    batch = papers(curator, 30)

    with django_assert_max_num_queries(12):
        answer = desk.get(reverse("documents:sign_batch"), {"paper": [paper.pk for paper in batch]})

    assert answer.status_code == 200


def test_all_are_signed_in_order_by_their_thirty_fingerprints(desk, curator):
    batch = papers(curator, 30)

    answer = post(desk, batch)

    assert answer.status_code == 200
    assert "Подписано 30 документов" in answer.content.decode()
    numbers = list(Document.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [f"{n}-од" for n in range(1, 31)]
    shown = dict(Signature.objects.values_list("document", "shown_sha256"))
    assert shown == {paper.pk: fingerprint(paper.content) for paper in batch}
    assert len(set(shown.values())) == 30


def test_one_changed_meanwhile_is_left_and_the_others_are_signed(desk, curator):
    first, changed, last = batch = papers(curator, 3)
    body = form(batch)
    Document.objects.filter(pk=changed.pk).update(content=changed.content | {"preamble": "Подменили"})

    answer = desk.post(reverse("documents:sign_batch"), body)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Остались без подписи: 1" in page
    assert "Прочитайте ещё раз" in page
    signed = Document.objects.signed().order_by("pk")
    assert [(paper.pk, paper.number) for paper in signed] == [(first.pk, "1-од"), (last.pk, "2-од")]
    changed.refresh_from_db()
    assert (changed.status, changed.number) == (Document.Status.TO_SIGN, "")


def test_fingerprints_of_one_paper_do_not_sign_another(desk, curator):
    one, other = papers(curator, 2)
    swapped = {f"shown_{one.pk}": fingerprint(other.content), f"shown_{other.pk}": fingerprint(one.content)}

    answer = post(desk, [one, other], **swapped)

    assert answer.status_code == 409
    assert not Signature.objects.exists()


def test_a_wrong_password_signs_nothing(desk, curator):
    answer = post(desk, papers(curator, 2), secret="не тот")

    assert answer.status_code == 422
    assert "Не подошло" in answer.content.decode()
    assert not Signature.objects.exists()


def test_the_same_batch_twice_leads_to_the_same_papers(desk, curator):
    batch = papers(curator, 2)
    body = form(batch)
    desk.post(reverse("documents:sign_batch"), body)

    again = desk.post(reverse("documents:sign_batch"), body | {"secret": ""})

    assert again.status_code == 200
    assert Signature.objects.count() == 2


def test_the_journal_says_what_was_signed_without_being_opened(desk, curator):
    read, unread = batch = papers(curator, 2)

    post(desk, batch, **{f"read_{read.pk}": "1"})

    entry = Entry.objects.get(action="documents.signed_together")
    assert entry.details["unread"] == [unread.pk]


def test_papers_that_do_not_wait_are_not_in_the_batch(desk, curator, stranger):
    draft, alien = DocumentFactory(created_by=curator, draft=True), DocumentFactory(created_by=stranger)

    assert post(desk, [draft, alien]).status_code == 404
    assert not Signature.objects.exists()


def test_queue_offers_to_sign_several(desk, curator):
    papers(curator, 2)

    page = desk.get(reverse("documents:to_sign")).content.decode()

    assert "Подписать отмеченные" in page
