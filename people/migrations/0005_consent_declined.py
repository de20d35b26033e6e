from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_ledger_rules'),
    ]

    operations = [
        migrations.AlterField(
            model_name='consent',
            name='ending',
            field=models.CharField(blank=True, choices=[('withdrawn', 'отозвано'), ('expired', 'срок истёк'), ('replaced', 'заменено новым'), ('spoilt', 'бланк отменён'), ('declined', 'человек не согласен')], max_length=10, verbose_name='почему закончилось'),
        ),
    ]
