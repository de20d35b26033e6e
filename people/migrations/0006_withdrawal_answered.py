from django.db import migrations, models


class Migration(migrations.Migration):
    """When what no machine can do was done and the person was answered: the clock of ten working days."""

    dependencies = [
        ("people", "0005_consent_declined"),
    ]

    operations = [
        migrations.AddField(
            model_name="withdrawal",
            name="answered_on",
            field=models.DateField(blank=True, null=True, verbose_name="сделано вручную, ответ дан"),
        ),
    ]
