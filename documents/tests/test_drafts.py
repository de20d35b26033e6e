import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from documents.corrections import Typed
from documents.models import Document
from documents.services.drafts import draft_order_pairs
from documents.services.editing import edit_draft
from documents.services.sending import delete_draft, send_to_sign, take_back
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Consent
from people.tests.factories import PersonFactory


@pytest.fixture
def pair(school):
    return PairFactory(
        mentor=PersonFactory(organization=school, last_name="Громова", position="старший воспитатель"),
        consents=True,
        status=Pair.Status.READY,
    )


@pytest.fixture
def draft(curator, pair):
    return draft_order_pairs([pair], by=curator)


def test_draft_binds_the_pair_and_asks_its_people_to_acknowledge(curator, pair, draft):
    pair.refresh_from_db()

    assert (draft.status, draft.number, pair.status) == (Document.Status.DRAFT, "", Pair.Status.ORDERED)
    asked = set(draft.acknowledgements.values_list("person_id", flat=True))
    assert asked == {pair.mentor_id, pair.members.get().person_id}
    assert Entry.objects.latest("number").action == "document.drafted"


def test_draft_declines_people_and_numbers_items(draft, pair):
    items = {item["number"]: item["text"] for item in draft.content["items"]}
    mentee = pair.members.get().person

    assert items["1."].startswith("Закрепить с")
    assert items["1.1."].startswith("За учителем математики ")
    assert "Ольгой Николаевной – старшего воспитателя Громову Ольгу Николаевну." in items["1.1."]
    assert draft.content["appendices"][0]["body"][0]["rows"][0]["cells"][2][0]["name"] == mentee.full_name


def test_a_pair_without_consents_stays_out_of_the_order(curator, pair):
    Consent.objects.filter(person=pair.mentor, kind=Consent.Kind.MENTOR_DUTY).update(signed_on=None)

    with pytest.raises(ValidationError, match="нет согласия"):
        draft_order_pairs([pair], by=curator)

    pair.refresh_from_db()
    assert pair.status == Pair.Status.READY
    assert not Document.objects.exists()
    assert not Entry.objects.exists()


def test_a_pair_stands_in_one_draft_only(curator, pair, draft):
    with pytest.raises(ValidationError, match="уже не готова"):
        draft_order_pairs([pair], by=curator)

    assert Document.objects.count() == 1


def test_send_needs_a_head_with_access(curator, draft):
    with pytest.raises(ValidationError, match="У руководителя ещё нет доступа"):
        send_to_sign(draft, by=curator)

    draft.refresh_from_db()
    assert draft.status == Document.Status.DRAFT


def test_send_writes_to_the_head_and_closes_the_draft(
    curator, head, draft, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_to_sign(draft, by=curator)

    assert [letter.to for letter in mailoutbox] == [[head.user.email]]
    with pytest.raises(ValidationError, match="заберите его обратно"):
        edit_draft(
            draft, version=draft.version, typed=[Typed("@heading", words={"text": "О парах"})], by=curator
        )


def test_take_back_opens_it_again(curator, head, draft):
    send_to_sign(draft, by=curator)

    take_back(draft, by=curator)

    draft.refresh_from_db()
    assert (draft.status, draft.sent_at) == (Document.Status.DRAFT, None)
    with pytest.raises(ValidationError, match="ждёт подписи"):
        take_back(draft, by=curator)


def test_delete_lets_the_pairs_go(curator, pair, draft):
    delete_draft(draft, by=curator)

    pair.refresh_from_db()
    assert pair.status == Pair.Status.READY
    assert not Document.objects.exists()
    assert Entry.objects.latest("number").action == "document.deleted"
