import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Entry
from documents.models import Document
from meetings.models import Meeting
from mentorship.demo.loading import load_district
from organizations.models import Membership, Organization
from organizations.tests.factories import OrganizationFactory
from pairs.models import Pair
from people.models import Person
from programmes.models import Programme
from tests.each import sliced

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]  # a year of an institution, deed by deed


@pytest.mark.parametrize("today", sliced([dt.date(2026, 8, 1), dt.date(2027, 1, 10), dt.date(2027, 7, 31)]))
def test_district_stands_in_the_middle_of_its_year_whatever_the_day(today, monkeypatch):
    morning = dt.datetime.combine(today, dt.time(9), dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: morning)

    load_district()

    states = Counter(Document.objects.values_list("status", flat=True))
    assert (Organization.objects.count(), Person.objects.count()) == (5, 91)
    assert states == {"signed": 26, "to_sign": 1, "on_paper": 1, "draft": 1}
    assert Pair.objects.filter(starts_on__lte=today).exists()
    programmes = Counter(Programme.objects.values_list("status", flat=True))
    assert programmes == {"approved": 14, "submitted": 2, "draft": 1, "returned": 1}
    assert not Meeting.objects.held().filter(on__gte=today).exists()
    heading = Document.objects.signed().get(kind=Document.Kind.ORDER_PAIRS).content["heading"]
    assert heading.replace("\xa0", " ").endswith("на 2026/2027 учебный год")


def test_district_goes_into_an_empty_base_only():
    OrganizationFactory()

    with pytest.raises(ValidationError, match="только в пустую базу"):
        load_district()

    assert Organization.objects.count() == 1
    assert not Membership.objects.exists()
    assert not Entry.objects.exists()
