"""A new installation takes one step instead of five; one that has begun the five goes on with them.

Django reads every model anew after each operation: here each table is made once, as it stands at the end. The roadmaps
that 0003_fill brought over from the first release are not there yet in an empty database.
"""

import django.db.models.deletion
import django.utils.timezone
import roadmap.columns
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('roadmap', '0001_first'),
        ('roadmap', '0002_versions_and_live'),
        ('roadmap', '0003_fill'),
        ('roadmap', '0004_columns_only'),
        ('roadmap', '0005_in_order'),
    ]

    initial = True

    dependencies = [
        ('organizations', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Roadmap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=800, verbose_name='название, как в документе')),
                ('template', models.CharField(max_length=20, verbose_name='по какому образцу')),
                ('stamp', models.CharField(choices=[('person', 'УТВЕРЖДАЮ, должность и подпись'), ('order', 'УТВЕРЖДАЮ с номером приказа'), ('appendix', 'УТВЕРЖДЕНА приказом, приложение к приказу')], default='person', max_length=10, verbose_name='гриф утверждения')),
                ('starts_on', models.DateField(verbose_name='начало')),
                ('ends_on', models.DateField(verbose_name='окончание')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='утверждена')),
                ('approval_number', models.CharField(blank=True, max_length=40, verbose_name='номер приказа об утверждении')),
                ('intro', models.TextField(blank=True, verbose_name='текст перед таблицей')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('adopted', models.TextField(blank=True, max_length=400, verbose_name='гриф ПРИНЯТО: кем, протокол')),
                ('agreed', models.TextField(blank=True, max_length=400, verbose_name='гриф СОГЛАСОВАНО: с кем, протокол')),
                ('appendix_number', models.PositiveSmallIntegerField(default=2, verbose_name='номер приложения к приказу')),
                ('approver_name', models.CharField(blank=True, max_length=120, verbose_name='кто утвердил: инициалы и фамилия')),
                ('approver_position', models.CharField(blank=True, max_length=300, verbose_name='должность утвердившего')),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='grown', to='roadmap.roadmap', verbose_name='из чего составлена')),
                ('change_note', models.CharField(blank=True, max_length=300, verbose_name='почему новая редакция')),
                ('columns', models.JSONField(default=roadmap.columns.usual, verbose_name='столбцы таблицы')),
                ('is_current', models.BooleanField(default=True, verbose_name='по ней идёт работа')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='редакция')),
                ('is_in_order', models.BooleanField(default=False, verbose_name='стоит в приказе об утверждении')),
            ],
            options={
                'verbose_name': 'дорожная карта',
                'verbose_name_plural': 'дорожные карты',
                'ordering': ['-starts_on', '-version', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='roadmap_ends_after_start', violation_error_message='Окончание должно быть позже начала.'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('organization', 'starts_on'), name='roadmap_current_once_per_year', violation_error_message='На этот учебный год дорожная карта уже есть.'), models.UniqueConstraint(fields=('organization', 'starts_on', 'version'), name='roadmap_version_once', violation_error_message='Новая редакция уже начата.')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='номер')),
                ('title', models.CharField(max_length=300, verbose_name='название')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='слова перед пунктами')),
                ('is_continuous', models.BooleanField(default=False, verbose_name='идёт весь год')),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='roadmap.roadmap', verbose_name='дорожная карта')),
            ],
            options={
                'verbose_name': 'этап',
                'verbose_name_plural': 'этапы',
                'ordering': ['roadmap', 'number'],
                'constraints': [models.UniqueConstraint(fields=('roadmap', 'number'), name='stage_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='номер')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='порядок')),
                ('title', models.CharField(max_length=1000, verbose_name='мероприятие')),
                ('content', models.JSONField(blank=True, default=list, verbose_name='содержание, по пунктам')),
                ('term', models.CharField(blank=True, max_length=300, verbose_name='срок, как в документе')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='с')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='до')),
                ('responsible', models.CharField(blank=True, max_length=500, verbose_name='ответственные, как в документе')),
                ('counter', models.CharField(blank=True, max_length=40, verbose_name='что закрывает строку')),
                ('result_paper', models.CharField(blank=True, max_length=500, verbose_name='документ')),
                ('only_with_mentees', models.BooleanField(default=False, verbose_name='только при наличии наставляемых')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='закрыто вручную')),
                ('closed_note', models.CharField(blank=True, max_length=300, verbose_name='чем подтверждается')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='изменено')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто закрыл')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='roadmap.roadmap', verbose_name='дорожная карта')),
                ('stage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='roadmap.stage', verbose_name='этап')),
                ('is_continuous', models.BooleanField(default=False, verbose_name='идёт весь период')),
                ('members', models.ManyToManyField(blank=True, related_name='+', to='organizations.membership', verbose_name='кто отвечает лично')),
                ('periods', models.JSONField(blank=True, default=list, verbose_name='промежутки работы')),
                ('roles', models.JSONField(blank=True, default=list, verbose_name='роли тех, кто отвечает')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='постоянный знак строки')),
            ],
            options={
                'verbose_name': 'мероприятие',
                'verbose_name_plural': 'мероприятия',
                'ordering': ['roadmap', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('due_on__isnull', True), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='activity_ends_after_start', violation_error_message='Срок не может кончиться раньше, чем начался.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('closed_note', ''), _negated=True), _connector='OR'), name='activity_hand_tick_says_why', violation_error_message='Напишите, чем подтверждается выполнение.')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_mine_only', models.BooleanField(default=False, verbose_name='только мои мероприятия')),
                ('token_sha256', models.CharField(editable=False, max_length=64, unique=True, verbose_name='отпечаток адреса')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='создан')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='последнее обращение')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to='organizations.membership', verbose_name='чей календарь')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'подписка на календарь',
                'verbose_name_plural': 'подписки на календарь',
                'ordering': ['membership', '-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='что это')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='ссылка')),
                ('file', models.FileField(blank=True, max_length=200, upload_to='', verbose_name='файл')),
                ('content_type', models.CharField(blank=True, editable=False, max_length=100, verbose_name='тип файла')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='roadmap.activity', verbose_name='мероприятие')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто добавил')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'подтверждение',
                'verbose_name_plural': 'подтверждения',
                'ordering': ['activity', 'added_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('url', ''), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('url', ''), _negated=True), ('file', '')), _connector='OR'), name='evidence_file_or_link', violation_error_message='Приложите файл или укажите ссылку.')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='заметка')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='roadmap.activity', verbose_name='мероприятие')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто написал')),
            ],
            options={
                'verbose_name': 'заметка',
                'verbose_name_plural': 'заметки',
                'ordering': ['activity', '-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                ('source', models.JSONField(verbose_name='документ')),
                ('result', models.JSONField(verbose_name='прочитано')),
                ('draft', models.JSONField(verbose_name='исправлено')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='версия')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='изменено')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто загрузил')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('roadmap', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='readings', to='roadmap.roadmap', verbose_name='дорожная карта')),
            ],
            options={
                'verbose_name': 'прочитанный документ',
                'verbose_name_plural': 'прочитанные документы',
                'ordering': ['-created_at', '-pk'],
            },
        ),
    ]
