from django.db import migrations

from documents import frozen
from documents.content import searchable


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


def fill(apps, schema_editor):
    """What the register is searched by; the words of a paper stay as they are."""
    documents = apps.get_model("documents", "Document").objects.using(schema_editor.connection.alias)
    for document in documents.iterator(100):
        document.search = searchable(document.content, document.title, document.number)
        document.save(update_fields=["search"])


class Migration(migrations.Migration):
    """Papers made before can be found by their words too."""

    dependencies = [("documents", "0005_papers_of_the_cycle")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
