"""A new installation takes one step instead of seven; one that has begun the seven goes on with them.

Django reads every model anew after each operation: here each table is made once, as it stands at the end. The triggers
that guard registered papers name every column, so they come last. There are no papers yet for 0006_search to fill.
"""

import common.codes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from documents import frozen


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


class Migration(migrations.Migration):

    replaces = [
        ('documents', '0001_first'),
        ('documents', '0002_frozen'),
        ('documents', '0003_order_roadmap'),
        ('documents', '0004_destruction_act'),
        ('documents', '0005_papers_of_the_cycle'),
        ('documents', '0006_search'),
        ('documents', '0007_selection_protocol'),
    ]

    initial = True

    dependencies = [
        ('organizations', '0002_reminders'),
        ('pairs', '0002_pause'),
        ('people', '0007_roster_choices'),
        ('roadmap', '0005_in_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('order_model', 'Приказ о внедрении целевой модели наставничества'), ('order_regulation', 'Приказ об утверждении Положения о наставничестве'), ('order_roadmap', 'Приказ об утверждении дорожной карты'), ('order_curator', 'Приказ о назначении куратора'), ('order_pairs', 'Приказ о закреплении пар и групп'), ('order_change', 'Приказ об изменении или прекращении наставничества'), ('order_event', 'Приказ об итоговом мероприятии'), ('order_reward', 'Приказ о поощрении'), ('order_amending', 'Приказ о внесении изменений в приказ'), ('order_cancelling', 'Приказ об отмене приказа'), ('regulation', 'Положение о наставничестве'), ('school_programme', 'Программа наставничества учреждения'), ('programme_template', 'Шаблон персонализированной программы'), ('personal_programme', 'Персонализированная программа наставничества'), ('individual_plan', 'Индивидуальный план развития'), ('agreement', 'Дополнительное соглашение к трудовому договору'), ('notice', 'Уведомление о досрочном отказе или отмене поручения'), ('meeting_log', 'Журнал встреч'), ('mentor_report', 'Отчёт наставника'), ('curator_report', 'Отчёт куратора'), ('minutes_council', 'Протокол педагогического совета'), ('minutes_meeting', 'Протокол совещания'), ('selection_protocol', 'Протокол подбора наставнических пар и групп'), ('monitoring_note', 'Справка по итогам мониторинга'), ('thanks', 'Благодарственное письмо'), ('certificate', 'Сертификат'), ('destruction_act', 'Акт об уничтожении персональных данных'), ('outside', 'Документ, оформленный вне системы')], max_length=24, verbose_name='вид')),
                ('title', models.CharField(max_length=300, verbose_name='заголовок')),
                ('status', models.CharField(choices=[('draft', 'черновик'), ('agreeing', 'на согласовании'), ('to_sign', 'на подписи'), ('on_paper', 'зарегистрирован, ждёт скана'), ('signed', 'подписан')], default='draft', max_length=10, verbose_name='состояние')),
                ('content', models.JSONField(default=dict, verbose_name='содержание')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='версия')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='создан')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлен на подпись')),
                ('returned_note', models.CharField(blank=True, max_length=500, verbose_name='замечание руководителя')),
                ('series', models.CharField(blank=True, max_length=20, verbose_name='серия номеров')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='год')),
                ('sequence', models.PositiveIntegerField(blank=True, null=True, verbose_name='порядковый номер')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='дата')),
                ('code', models.CharField(default=common.codes.short_code, editable=False, max_length=9, unique=True, verbose_name='код проверки')),
                ('content_sha256', models.CharField(blank=True, max_length=64, verbose_name='отпечаток содержания')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='подготовил')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pairs', models.ManyToManyField(blank=True, related_name='documents', to='pairs.pair', verbose_name='пары')),
                ('roadmap', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='roadmap.roadmap', verbose_name='дорожная карта')),
                ('destruction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='act', to='people.destruction', verbose_name='уничтожение данных')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='исходные данные')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='вступает в силу с')),
                ('people', models.ManyToManyField(blank=True, related_name='papers', to='people.person', verbose_name='кто назван в документе')),
                ('search', models.TextField(blank=True, editable=False, verbose_name='для поиска')),
            ],
            options={
                'verbose_name': 'документ',
                'verbose_name_plural': 'документы',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'series', 'year', 'sequence'), name='document_sequence_once', violation_error_message='Такой порядковый номер уже занят.'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('organization', 'series', 'year', 'number'), name='document_number_once', violation_error_message='Документ с таким номером уже есть в этом году.'), models.CheckConstraint(condition=models.Q(models.Q(('dated__isnull', True), ('number', ''), ('status__in', ['draft', 'agreeing', 'to_sign'])), models.Q(('dated__isnull', False), ('status__in', ['on_paper', 'signed']), models.Q(('number', ''), _negated=True), models.Q(('content_sha256', ''), _negated=True)), _connector='OR'), name='document_number_when_registered', violation_error_message='Номер и дата есть только у зарегистрированного документа.')],
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='до')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='ознакомлен')),
                ('method', models.CharField(blank=True, choices=[('in_system', 'в системе'), ('link', 'по личной ссылке'), ('paper', 'на бумаге')], max_length=10, verbose_name='как')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='people.person', verbose_name='кто')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='documents.document', verbose_name='документ')),
                ('token_hash', models.CharField(blank=True, editable=False, max_length=64, verbose_name='отпечаток личной ссылки')),
                ('token_until', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ссылка действует до')),
            ],
            options={
                'verbose_name': 'ознакомление',
                'verbose_name_plural': 'ознакомления',
                'ordering': ['person__search', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('document', 'person'), name='acknowledgement_once'), models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='acknowledgement_token_once')],
            },
        ),
        migrations.CreateModel(
            name='FrozenFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('print', 'для печати и подписи от руки'), ('sealed', 'подписан в системе'), ('scan', 'скан подписанного на бумаге'), ('qualified', 'файл усиленной электронной подписи'), ('known', 'скан листа ознакомления')], max_length=10, verbose_name='вид')),
                ('file', models.FileField(max_length=200, upload_to='', verbose_name='файл')),
                ('content_type', models.CharField(default='application/pdf', max_length=40, verbose_name='тип')),
                ('sha256', models.CharField(max_length=64, verbose_name='отпечаток')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.document', verbose_name='документ')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'файл документа',
                'verbose_name_plural': 'файлы документов',
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'known'), _negated=True), fields=('document', 'kind'), name='frozen_file_once_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=20, verbose_name='серия')),
                ('year', models.PositiveSmallIntegerField(verbose_name='год')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='последний номер')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pattern', models.CharField(blank=True, help_text='Вместо {n} встанет порядковый номер: {n}-л даст 12-л.', max_length=40, verbose_name='образец номера')),
            ],
            options={
                'verbose_name': 'серия номеров',
                'verbose_name_plural': 'серии номеров',
                'constraints': [models.UniqueConstraint(fields=('organization', 'series', 'year'), name='number_series_once')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certificate', models.TextField(verbose_name='сертификат')),
                ('key_file', models.CharField(max_length=100, verbose_name='файл ключа')),
                ('valid_until', models.DateTimeField(verbose_name='действует до')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'сертификат учреждения',
                'verbose_name_plural': 'сертификаты учреждений',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('password', 'пароль'), ('totp', 'код из приложения'), ('mail_code', 'код из письма'), ('paper', 'на бумаге'), ('qualified', 'усиленная квалифицированная подпись')], max_length=10, verbose_name='как подтверждено')),
                ('shown_sha256', models.CharField(max_length=64, verbose_name='отпечаток показанного')),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='когда')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='documents.document', verbose_name='документ')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'подпись',
                'verbose_name_plural': 'подписи',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amends', 'изменяет'), ('cancels', 'отменяет'), ('approves', 'утверждает')], max_length=8, verbose_name='как действует')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='documents.document', verbose_name='документ')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linked_by', to='documents.document', verbose_name='на какой документ действует')),
            ],
            options={
                'verbose_name': 'связь документов',
                'verbose_name_plural': 'связи документов',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('source', 'target'), name='link_once'), models.UniqueConstraint(condition=models.Q(('kind', 'cancels')), fields=('target',), name='link_cancelled_once', violation_error_message='Документ об отмене уже составлен.'), models.UniqueConstraint(condition=models.Q(('kind', 'approves')), fields=('target',), name='link_approved_once', violation_error_message='Приказ об утверждении уже составлен.'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='link_not_itself', violation_error_message='Документ не может отменять или изменять сам себя.')],
            },
        ),
        migrations.CreateModel(
            name='NumbersApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.PositiveIntegerField(verbose_name='с номера')),
                ('last', models.PositiveIntegerField(verbose_name='по номер')),
                ('why', models.CharField(choices=[('outside', 'выданы вне системы'), ('reserved', 'отложены')], max_length=10, verbose_name='почему')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='пояснение')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто отметил')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='apart', to='documents.numberseries', verbose_name='серия')),
            ],
            options={
                'verbose_name': 'номера вне системы',
                'verbose_name_plural': 'номера вне системы',
                'ordering': ['first', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__gte', 1), ('last__gte', models.F('first'))), name='numbers_apart_in_order', violation_error_message='Последний номер не может быть меньше первого.')],
            },
        ),
        migrations.CreateModel(
            name='QualifiedSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=300, verbose_name='владелец')),
                ('works_at', models.CharField(blank=True, max_length=400, verbose_name='организация')),
                ('serial', models.CharField(max_length=80, verbose_name='серийный номер')),
                ('issuer', models.CharField(blank=True, max_length=400, verbose_name='кем выдан')),
                ('valid_from', models.DateTimeField(verbose_name='действует с')),
                ('valid_until', models.DateTimeField(verbose_name='действует до')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='время подписи по её словам')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='qualified', to='documents.document', verbose_name='документ')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.frozenfile', verbose_name='файл подписи')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'усиленная подпись',
                'verbose_name_plural': 'усиленные подписи',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visa', 'виза, на документе не печатается'), ('agreed', 'СОГЛАСОВАНО'), ('adopted', 'ПРИНЯТО')], default='visa', max_length=8, verbose_name='как')),
                ('who', models.CharField(help_text='Например: юрист, профсоюзный комитет.', max_length=120, verbose_name='кто согласует')),
                ('whom_by', models.CharField(blank=True, help_text='Например: профсоюзным комитетом.', max_length=150, verbose_name='кем согласовано (для грифа)')),
                ('status', models.CharField(choices=[('waiting', 'ждём'), ('agreed', 'согласовано'), ('refused', 'есть замечания')], default='waiting', max_length=8, verbose_name='решение')),
                ('protocol_number', models.CharField(blank=True, max_length=40, verbose_name='номер протокола')),
                ('protocol_on', models.DateField(blank=True, null=True, verbose_name='дата протокола')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='замечание')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='когда отмечено')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто отметил')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='documents.document', verbose_name='документ')),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто отметит в системе')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'согласование',
                'verbose_name_plural': 'согласования',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='step_decided_by_somebody', violation_error_message='У решения должны быть дата и тот, кто его отметил.')],
            },
        ),
        migrations.CreateModel(
            name='Substitute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(help_text='Например: И.о. директора. Без дроби перед должностью.', max_length=150, verbose_name='как печатать должность')),
                ('since', models.DateField(verbose_name='с')),
                ('until', models.DateField(verbose_name='по')),
                ('basis', models.CharField(blank=True, help_text='Например: приказ от 01.07.2026 № 98-од.', max_length=200, verbose_name='основание')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто замещает')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'замещение руководителя',
                'verbose_name_plural': 'замещения руководителя',
                'ordering': ['-since', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='substitute_until_after_since', violation_error_message='Последний день не может быть раньше первого.')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='версия')),
                ('content', models.JSONField(default=dict, verbose_name='содержание')),
                ('words', models.CharField(max_length=100, verbose_name='что сделано')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.document', verbose_name='документ')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто сохранил')),
            ],
            options={
                'verbose_name': 'версия документа',
                'verbose_name_plural': 'версии документов',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='version_number_once')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
