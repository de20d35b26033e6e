import django.db.models.deletion
from django.db import migrations, models

from documents import frozen


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


class Migration(migrations.Migration):
    """The order that approves a roadmap. The triggers name every column, so they are made anew."""

    dependencies = [("documents", "0002_frozen"), ("roadmap", "0005_in_order")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="document",
            name="roadmap",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="roadmap.roadmap",
                verbose_name="дорожная карта",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("order_pairs", "Приказ о закреплении пар и групп"),
                    ("order_roadmap", "Приказ об утверждении дорожной карты"),
                ],
                max_length=20,
                verbose_name="вид",
            ),
        ),
        migrations.RunPython(install, remove),
    ]
