"""The institution's own templates: made of a programme, offered, changed, removed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory
from programmes.models import Programme
from programmes.services import (
    delete_template,
    edit_template,
    save_template,
)
from programmes.tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school, mentor):
    mentee = PersonFactory(organization=school, last_name="Седых")
    return PairFactory(mentor=mentor.person, mentees=[mentee], status="active", consents=True)


@pytest.fixture
def programme(pair):
    return ProgrammeFactory(pair=pair)


def test_template_of_a_programme_is_kept_changed_and_removed(programme, curator):
    template = save_template(programme, name="Наш", by=curator)
    assert [row["activity"] for row in template.content["rows"]] == [
        row.activity for row in programme.rows.all()
    ]

    texts = {
        name: template.content[name]
        for name in ("title", "relevance", "goal", "results", "indicators", "reporting")
    }
    with pytest.raises(ValidationError, match="хотя бы одну"):
        edit_template(template, name="Наш", form=template.form, rows=[], tasks="", by=curator, **texts)
    template = edit_template(
        template, name="Лучший", form=template.form, rows=[1], tasks="Одна", by=curator, **texts
    )
    assert (template.name, len(template.content["rows"]), template.content["tasks"]) == (
        "Лучший",
        1,
        ["Одна"],
    )
    with pytest.raises(ValidationError, match="уже есть"):
        save_template(programme, name="Лучший", by=curator)

    delete_template(template, by=curator)
    assert Programme.objects.first() is not None


def test_own_template_is_offered_to_pairs_of_its_form(client, programme, curator):
    template = save_template(programme, name="Наш", by=curator)
    other = PairFactory(
        mentor=programme.pair.mentor,
        mentees=[PersonFactory(organization=curator.organization)],
        status="active",
    )
    client.force_login(curator.user)

    page = client.get(f"{reverse('programmes:add')}?pair={other.pk}&template=own-{template.pk}")

    assert page.context["chosen"] == f"own-{template.pk}"
    assert len(page.context["form"].proposal.rows) == 2
