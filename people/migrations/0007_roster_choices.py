from django.db import migrations, models


class Migration(migrations.Migration):
    """What the curator decided about the lines of a looked-at list."""

    dependencies = [
        ("people", "0006_withdrawal_answered"),
    ]

    operations = [
        migrations.AddField(
            model_name="rosterimport",
            name="choices",
            field=models.JSONField(default=dict, verbose_name="решения по строкам"),
        ),
    ]
