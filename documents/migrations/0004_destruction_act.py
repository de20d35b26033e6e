import django.db.models.deletion
from django.db import migrations, models

from documents import frozen


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


class Migration(migrations.Migration):
    """The act of destruction. The triggers name every column, so they are made anew."""

    dependencies = [
        ('documents', '0003_order_roadmap'),
        ('people', '0004_ledger_rules'),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name='document',
            name='destruction',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='act', to='people.destruction', verbose_name='уничтожение данных'),
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('order_pairs', 'Приказ о закреплении пар и групп'), ('order_roadmap', 'Приказ об утверждении дорожной карты'), ('destruction_act', 'Акт об уничтожении персональных данных')], max_length=20, verbose_name='вид'),
        ),
        migrations.RunPython(install, remove),
    ]
