import json
from pathlib import Path

from django.db import migrations
from django.db.models import F

WORDS = Path(__file__).parent.parent / "builtin" / "consents-2026-09.json"


def link_texts(apps, schema_editor):
    """Papers printed until now had the words of 2026-09: version 1 of each institution that has papers."""
    Consent, ConsentText = apps.get_model("people", "Consent"), apps.get_model("people", "ConsentText")
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    used = Consent.objects.order_by().values_list("organization_id", "kind").distinct()
    for organization_id, kind in used:
        first = Consent.objects.filter(organization_id=organization_id, kind=kind).order_by("printed_on").first()
        text = ConsentText.objects.create(
            organization_id=organization_id, kind=kind, number=1, status="current",
            published_on=first.printed_on, **words[kind],
        )  # fmt: skip
        Consent.objects.filter(organization_id=organization_id, kind=kind).update(text=text)
    Consent.objects.filter(ended_on__isnull=False).update(ending="withdrawn")
    # What never could be is told to the database next: a day of signing before that of the print.
    Consent.objects.filter(signed_on__lt=F("printed_on")).update(printed_on=F("signed_on"))


def unlink_texts(apps, schema_editor):
    apps.get_model("people", "Consent").objects.update(text=None, text_version="2026-09", ending="")
    apps.get_model("people", "ConsentText").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0002_ledger")]

    operations = [migrations.RunPython(link_texts, unlink_texts)]
