import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0004_satisfaction'),
        ('people', '0007_roster_choices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='название')),
                ('purpose', models.CharField(choices=[('candidate', 'анкета кандидата в наставники'), ('requests', 'запросы и дефициты'), ('entry', 'входная'), ('interim', 'промежуточная'), ('exit', 'итоговая'), ('satisfaction', 'удовлетворённость'), ('curator', 'анкета куратора'), ('fit', 'после первой встречи'), ('practice', 'номинация лучшей практики'), ('own', 'другая')], default='own', max_length=12, verbose_name='назначение')),
                ('side', models.CharField(blank=True, choices=[('mentor', 'наставник'), ('mentee', 'наставляемый'), ('curator', 'куратор'), ('parent', 'родитель (законный представитель)')], max_length=8, verbose_name='кто отвечает')),
                ('form', models.CharField(blank=True, choices=[('pedagogue_pedagogue', 'педагог – педагог'), ('teacher_teacher', 'учитель – учитель'), ('head_pedagogue', 'руководитель – педагог'), ('student_student', 'ученик – ученик'), ('college_student_pupil', 'студент – ученик'), ('employer_pupil', 'работодатель – ученик'), ('employer_student', 'работодатель – студент'), ('partner_pedagogue', 'социальный партнёр – педагог')], max_length=24, verbose_name='форма наставничества')),
                ('about', models.CharField(blank=True, max_length=600, verbose_name='для чего')),
                ('how_counted', models.CharField(blank=True, max_length=600, verbose_name='как считается')),
                ('greeting', models.CharField(blank=True, max_length=800, verbose_name='что прочитает отвечающий перед началом')),
                ('content', models.JSONField(default=dict, verbose_name='вопросы')),
                ('doubts', models.JSONField(blank=True, default=list, verbose_name='что проверить после чтения файла')),
                ('source', models.JSONField(blank=True, default=dict, editable=False, verbose_name='файл, из которого прочитана анкета')),
                ('status', models.CharField(choices=[('draft', 'черновик'), ('frozen', 'открывалась для ответов'), ('archived', 'в архиве')], default='draft', max_length=8, verbose_name='состояние')),
                ('line', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='редакции одной анкеты')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='редакция')),
                ('origin', models.CharField(blank=True, max_length=60, verbose_name='из готовой анкеты')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='сколько раз сохраняли')),
                ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='отпечаток вопросов')),
                ('changed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='изменена')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'анкета',
                'verbose_name_plural': 'анкеты',
                'ordering': ['title', '-version', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'line', 'version'), name='questionnaire_version_once', violation_error_message='Такая редакция анкеты уже есть.'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('organization', 'line'), name='questionnaire_one_draft', violation_error_message='У анкеты уже есть редакция, которую можно править.')],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='название')),
                ('status', models.CharField(choices=[('draft', 'готовится'), ('open', 'идёт'), ('closed', 'закрыт')], default='draft', max_length=6, verbose_name='состояние')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='без имён: ответы нельзя связать с людьми')),
                ('opens_on', models.DateField(verbose_name='с')),
                ('closes_on', models.DateField(verbose_name='по')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='закрыт на деле')),
                ('accepts_late', models.BooleanField(default=False, verbose_name='принимать ответы после срока')),
                ('reminds', models.BooleanField(default=True, verbose_name='напоминать тем, кто не ответил')),
                ('school_year', models.PositiveSmallIntegerField(verbose_name='учебный год, в котором начат')),
                ('audience', models.JSONField(blank=True, default=dict, verbose_name='кого спрашивают')),
                ('common_hash', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='отпечаток общей ссылки')),
                ('common_salt', models.CharField(blank=True, max_length=64, verbose_name='общая ссылка: случайная часть')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто начал')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='surveys.questionnaire', verbose_name='анкета')),
            ],
            options={
                'verbose_name': 'опрос',
                'verbose_name_plural': 'опросы',
                'ordering': ['-opens_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='campaign_closes_after_opening', violation_error_message='Последний день опроса не может быть раньше первого.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(blank=True, choices=[('mentor', 'наставник'), ('mentee', 'наставляемый'), ('curator', 'куратор'), ('parent', 'родитель (законный представитель)')], max_length=8, verbose_name='как кто отвечает')),
                ('form', models.CharField(blank=True, choices=[('pedagogue_pedagogue', 'педагог – педагог'), ('teacher_teacher', 'учитель – учитель'), ('head_pedagogue', 'руководитель – педагог'), ('student_student', 'ученик – ученик'), ('college_student_pupil', 'студент – ученик'), ('employer_pupil', 'работодатель – ученик'), ('employer_student', 'работодатель – студент'), ('partner_pedagogue', 'социальный партнёр – педагог')], max_length=24, verbose_name='форма наставничества')),
                ('is_young', models.BooleanField(default=False, verbose_name='молодой педагог')),
                ('link_hash', models.CharField(max_length=64, unique=True, verbose_name='отпечаток личной ссылки')),
                ('link_salt', models.CharField(max_length=64, verbose_name='личная ссылка: случайная часть')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='отменено')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='последнее письмо')),
                ('told_step', models.CharField(blank=True, max_length=8, verbose_name='ступень напоминания')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='surveys.campaign', verbose_name='опрос')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='survey_invitations', to='people.person', verbose_name='кого спрашивают')),
            ],
            options={
                'verbose_name': 'приглашение к опросу',
                'verbose_name_plural': 'приглашения к опросам',
                'ordering': ['person__search', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('campaign', 'person', 'side'), name='survey_invitation_once', violation_error_message='Этот человек уже приглашён.')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict, verbose_name='ответы')),
                ('status', models.CharField(choices=[('draft', 'заполняется'), ('done', 'отправлен')], default='draft', max_length=6, verbose_name='состояние')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='сколько раз сохраняли')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='начат')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлен')),
                ('is_late', models.BooleanField(default=False, verbose_name='после срока')),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='внесено в банк')),
                ('taken_revision', models.PositiveIntegerField(blank=True, null=True, verbose_name='какая редакция ответа внесена')),
                ('is_declined', models.BooleanField(default=False, verbose_name='решено не вносить')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='surveys.campaign', verbose_name='опрос')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response', to='surveys.invitation', verbose_name='чей ответ')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто внёс в банк')),
                ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.membership', verbose_name='кто внёс с бумаги')),
            ],
            options={
                'verbose_name': 'ответ на анкету',
                'verbose_name_plural': 'ответы на анкеты',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('status', 'draft')), models.Q(('done_at__isnull', False), ('status', 'done')), _connector='OR'), name='survey_response_done_has_moment', violation_error_message='У отправленного ответа есть время отправки.')],
            },
        ),
        migrations.CreateModel(
            name='SwotNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.PositiveSmallIntegerField(verbose_name='учебный год')),
                ('question', models.CharField(blank=True, max_length=40, verbose_name='вопрос')),
                ('answer', models.CharField(blank=True, max_length=40, verbose_name='ответ')),
                ('text', models.CharField(max_length=600, verbose_name='текст')),
                ('cell', models.CharField(choices=[('strength', 'сильные стороны'), ('weakness', 'слабые стороны'), ('opportunity', 'возможности'), ('threat', 'угрозы'), ('aside', 'отложено')], max_length=12, verbose_name='куда отнесено')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='порядок')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='swot_notes', to='surveys.campaign', verbose_name='опрос')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'строка SWOT',
                'verbose_name_plural': 'строки SWOT',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', ''), _negated=True), fields=('campaign', 'question', 'answer'), name='swot_answer_once', violation_error_message='Этот ответ уже разобран.')],
            },
        ),
        migrations.CreateModel(
            name='Turnout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answered', models.JSONField(default=list, verbose_name='кто ответил')),
                ('groups', models.JSONField(blank=True, null=True, verbose_name='группы, названные в ответах')),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='turnout', to='surveys.campaign', verbose_name='опрос')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
            ],
            options={
                'verbose_name': 'кто ответил без имени',
                'verbose_name_plural': 'кто ответил без имени',
            },
        ),
        migrations.CreateModel(
            name='Box',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='номер')),
                ('ballots', models.JSONField(default=list, verbose_name='ответы')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boxes', to='surveys.campaign', verbose_name='опрос')),
            ],
            options={
                'verbose_name': 'ответы без имени',
                'verbose_name_plural': 'ответы без имени',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='survey_box_once', violation_error_message='Такой ящик уже есть.')],
            },
        ),
    ]
