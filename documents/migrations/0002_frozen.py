from django.db import migrations

from documents import frozen


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers that refuse to change registered papers."""

    dependencies = [("documents", "0001_first")]

    operations = [migrations.RunPython(install, remove)]
