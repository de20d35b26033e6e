import hashlib
import json

from django.db import migrations


def fill(apps, schema_editor):
    """Entries written before have no salt: their details are hashed as they were, so every link stays what it is."""
    Entry = apps.get_model("audit", "Entry")
    rows = []
    for entry in Entry.objects.filter(details_hash="").iterator(chunk_size=2000):
        words = json.dumps(entry.details, sort_keys=True, ensure_ascii=False)
        entry.details_hash = hashlib.sha256(words.encode()).hexdigest()
        rows.append(entry)
        if len(rows) == 2000:
            Entry.objects.bulk_update(rows, ["details_hash"], batch_size=500)
            rows = []
    Entry.objects.bulk_update(rows, ["details_hash"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_erasable_details")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
