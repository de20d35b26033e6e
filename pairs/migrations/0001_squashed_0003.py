"""A new installation takes one step instead of three; one that has begun the three goes on with them.

Django reads every model anew after each operation: here each table is made once, as it stands at the end. The guards
of pairs/capacity.py come after all migrations, as before (pairs/apps.py).
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('pairs', '0001_first'),
        ('pairs', '0002_pause'),
        ('pairs', '0003_changes'),
    ]

    initial = True

    dependencies = [
        ('organizations', '0003_pair_terms'),
        ('people', '0007_roster_choices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('pedagogue_pedagogue', 'педагог – педагог'), ('teacher_teacher', 'учитель – учитель'), ('head_pedagogue', 'руководитель – педагог'), ('student_student', 'ученик – ученик'), ('college_student_pupil', 'студент – ученик'), ('employer_pupil', 'работодатель – ученик'), ('employer_student', 'работодатель – студент'), ('partner_pedagogue', 'социальный партнёр – педагог')], default='pedagogue_pedagogue', max_length=24, verbose_name='форма наставничества')),
                ('kind', models.CharField(choices=[('traditional', 'традиционное'), ('group', 'групповое'), ('virtual', 'дистанционное'), ('short_term', 'краткосрочное'), ('reverse', 'реверсивное'), ('situational', 'ситуационное'), ('speed', 'скоростное'), ('peer', 'партнёрское (равный – равному)'), ('team', 'командное')], default='traditional', max_length=16, verbose_name='вид наставничества')),
                ('theme', models.CharField(blank=True, max_length=300, verbose_name='тема программы')),
                ('status', models.CharField(choices=[('proposed', 'предложена'), ('ready', 'готова к приказу'), ('ordered', 'в проекте приказа'), ('active', 'действует'), ('paused', 'приостановлена'), ('ended', 'завершена')], default='proposed', max_length=10, verbose_name='состояние')),
                ('starts_on', models.DateField(verbose_name='с')),
                ('ends_on', models.DateField(verbose_name='по')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairs_as_mentor', to='people.person', verbose_name='наставник')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('paused_for', models.CharField(blank=True, choices=[('withdrawn', 'согласие отозвано'), ('left', 'участник выбыл'), ('away', 'участник временно отсутствует')], max_length=10, verbose_name='почему приостановлена')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='приостановлена')),
                ('outcome', models.CharField(blank=True, choices=[('done', 'программа выполнена'), ('partly', 'программа выполнена частично'), ('replaced', 'наставник заменён'), ('early', 'прекращена досрочно'), ('left', 'участник выбыл')], max_length=10, verbose_name='итог')),
                ('pay', models.CharField(blank=True, choices=[('', 'не назначена'), ('percent', 'процент'), ('roubles', 'сумма в рублях'), ('act', 'размер назван в локальном акте')], default='', max_length=10, verbose_name='выплата наставнику')),
                ('pay_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='размер выплаты')),
                ('pay_basis', models.CharField(blank=True, max_length=200, verbose_name='основание выплаты')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='pairs.pair', verbose_name='вместо какой пары')),
                ('result', models.CharField(blank=True, max_length=300, verbose_name='итог словами')),
            ],
            options={
                'verbose_name': 'пара',
                'verbose_name_plural': 'пары и группы',
                'ordering': ['mentor__search', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='pair_ends_after_start', violation_error_message='Окончание должно быть позже начала.'), models.CheckConstraint(condition=models.Q(models.Q(('paused_on__isnull', False), ('status', 'paused'), models.Q(('paused_for', ''), _negated=True)), models.Q(models.Q(('status', 'paused'), _negated=True), ('paused_for', ''), ('paused_on__isnull', True)), _connector='OR'), name='pair_paused_with_reason', violation_error_message='У приостановленной пары есть и день, и причина.'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('status', 'ended'), _connector='OR'), name='pair_outcome_of_ended', violation_error_message='Итог есть только у завершённой пары.'), models.CheckConstraint(condition=models.Q(models.Q(('pay__in', ['percent', 'roubles']), ('pay_amount__gt', 0), ('pay_amount__isnull', False)), models.Q(('pay__in', ['', 'act']), ('pay_amount__isnull', True)), _connector='OR'), name='pair_pay_with_amount', violation_error_message='Напишите размер выплаты больше нуля.')],
            },
        ),
        migrations.CreateModel(
            name='PairMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='вышел')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='pairs.pair', verbose_name='пара')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairs_as_mentee', to='people.person', verbose_name='наставляемый')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='вошёл')),
            ],
            options={
                'verbose_name': 'наставляемый в паре',
                'verbose_name_plural': 'наставляемые в парах',
                'ordering': ['person__search', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('pair', 'person'), name='pair_member_one_open', violation_error_message='Этот человек уже в этой группе.')],
            },
        ),
        migrations.CreateModel(
            name='PairChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('prolong', 'продление'), ('replace', 'замена наставника'), ('refusal', 'досрочный отказ наставника'), ('cancellation', 'досрочная отмена поручения'), ('mentee', 'отказ наставляемого'), ('left', 'выбытие участника'), ('complete', 'досрочное завершение')], max_length=12, verbose_name='что меняется')),
                ('reason', models.CharField(choices=[('programme', 'программа выполнена'), ('unfinished', 'программу нужно завершить'), ('load', 'нагрузка не позволяет'), ('health', 'длительное отсутствие'), ('leave', 'отпуск'), ('left', 'увольнение, выбытие'), ('withdrawn', 'согласие отозвано'), ('moved', 'перевод на другую работу'), ('fit', 'пара не сложилась'), ('other', 'другая причина')], max_length=10, verbose_name='причина')),
                ('notice_on', models.DateField(blank=True, null=True, verbose_name='дата уведомления')),
                ('effective_on', models.DateField(verbose_name='с какого дня')),
                ('new_ends_on', models.DateField(blank=True, null=True, verbose_name='новый срок окончания')),
                ('outcome', models.CharField(blank=True, choices=[('done', 'программа выполнена'), ('partly', 'программа выполнена частично'), ('replaced', 'наставник заменён'), ('early', 'прекращена досрочно'), ('left', 'участник выбыл')], max_length=10, verbose_name='итог')),
                ('status', models.CharField(choices=[('planned', 'готовится'), ('in_force', 'в силе'), ('dropped', 'отменено')], default='planned', max_length=8, verbose_name='состояние')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='записано')),
                ('new_pair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='came_by', to='pairs.pair', verbose_name='новая пара')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='pairs.pair', verbose_name='пара')),
            ],
            options={
                'verbose_name': 'изменение пары',
                'verbose_name_plural': 'изменения пар',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'planned')), fields=('pair',), name='pair_change_one_planned', violation_error_message='Для этой пары уже готовится изменение. Завершите или отмените его.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['refusal', 'cancellation']), _negated=True), models.Q(('effective_on__gt', models.F('notice_on')), ('notice_on__isnull', False)), _connector='OR'), name='pair_change_after_notice', violation_error_message='Сначала уведомление, потом прекращение (статья 351.8 ТК РФ).'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'prolong'), ('new_ends_on__isnull', False)), models.Q(models.Q(('kind', 'prolong'), _negated=True), ('new_ends_on__isnull', True)), _connector='OR'), name='pair_change_prolongs_to', violation_error_message='У продления есть новый срок, у других изменений его нет.')],
            },
        ),
        migrations.CreateModel(
            name='PairNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000, verbose_name='заметка')),
                ('reader', models.CharField(choices=[('staff', 'куратор, руководитель и психолог'), ('pair', 'участники пары и куратор')], default='staff', max_length=5, verbose_name='кто прочтёт')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='когда')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pair_notes', to=settings.AUTH_USER_MODEL, verbose_name='кто написал')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='pairs.pair', verbose_name='пара')),
            ],
            options={
                'verbose_name': 'заметка о паре',
                'verbose_name_plural': 'заметки о парах',
                'ordering': ['-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Substitution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('programme', 'программа выполнена'), ('unfinished', 'программу нужно завершить'), ('load', 'нагрузка не позволяет'), ('health', 'длительное отсутствие'), ('leave', 'отпуск'), ('left', 'увольнение, выбытие'), ('withdrawn', 'согласие отозвано'), ('moved', 'перевод на другую работу'), ('fit', 'пара не сложилась'), ('other', 'другая причина')], max_length=10, verbose_name='причина')),
                ('starts_on', models.DateField(verbose_name='с')),
                ('ends_on', models.DateField(verbose_name='по')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='учреждение')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='substitutions', to='pairs.pair', verbose_name='пара')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutes_in', to='people.person', verbose_name='кто замещает')),
            ],
            options={
                'verbose_name': 'замещение наставника',
                'verbose_name_plural': 'замещения наставников',
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='substitution_ends_after_start', violation_error_message='Окончание не раньше начала.')],
            },
        ),
    ]
