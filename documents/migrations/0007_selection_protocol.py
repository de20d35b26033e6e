from django.db import migrations, models

from documents import frozen

KINDS = [
    ("order_model", "Приказ о внедрении целевой модели наставничества"),
    ("order_regulation", "Приказ об утверждении Положения о наставничестве"),
    ("order_roadmap", "Приказ об утверждении дорожной карты"),
    ("order_curator", "Приказ о назначении куратора"),
    ("order_pairs", "Приказ о закреплении пар и групп"),
    ("order_change", "Приказ об изменении или прекращении наставничества"),
    ("order_event", "Приказ об итоговом мероприятии"),
    ("order_reward", "Приказ о поощрении"),
    ("order_amending", "Приказ о внесении изменений в приказ"),
    ("order_cancelling", "Приказ об отмене приказа"),
    ("regulation", "Положение о наставничестве"),
    ("school_programme", "Программа наставничества учреждения"),
    ("programme_template", "Шаблон персонализированной программы"),
    ("personal_programme", "Персонализированная программа наставничества"),
    ("individual_plan", "Индивидуальный план развития"),
    ("agreement", "Дополнительное соглашение к трудовому договору"),
    ("notice", "Уведомление о досрочном отказе или отмене поручения"),
    ("meeting_log", "Журнал встреч"),
    ("mentor_report", "Отчёт наставника"),
    ("curator_report", "Отчёт куратора"),
    ("minutes_council", "Протокол педагогического совета"),
    ("minutes_meeting", "Протокол совещания"),
    ("selection_protocol", "Протокол подбора наставнических пар и групп"),
    ("monitoring_note", "Справка по итогам мониторинга"),
    ("thanks", "Благодарственное письмо"),
    ("certificate", "Сертификат"),
    ("destruction_act", "Акт об уничтожении персональных данных"),
    ("outside", "Документ, оформленный вне системы"),
]


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


class Migration(migrations.Migration):
    """One more kind of paper; SQLite makes the table anew, so the triggers go first and come last."""

    dependencies = [("documents", "0006_search")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AlterField("document", "kind", models.CharField("вид", max_length=24, choices=KINDS)),
        migrations.RunPython(install, remove),
    ]
