import core.ids
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from core.database.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_tables'),
        ('vendors', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Course',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('summary', models.TextField(blank=True)),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('valid_months', models.PositiveSmallIntegerField(default=12)),
                ],
                options={
                    'ordering': ['title'],
                },
            ),
            migrations.CreateModel(
                name='CourseVersion',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='training.course')),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('published_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='a_course_version_number_is_used_once')],
                },
            ),
            migrations.CreateModel(
                name='QuizKey',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='quiz_key', to='training.courseversion')),
                    ('answers', models.JSONField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Completion',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('known', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='vendors.person')),
                    ('key', models.CharField(max_length=60)),
                    ('source_kind', models.CharField(max_length=60)),
                    ('source_id', models.UUIDField()),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'key'], include=('vendor', 'during', 'known'), name='completion_of_person'), models.Index(fields=['source_id'], name='completion_by_source')],
                },
            ),
            migrations.CreateModel(
                name='Enrolment',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='vendors.person')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.courseversion')),
                    ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.course')),
                    ('because', models.CharField(blank=True, max_length=300)),
                    ('due_on', models.DateField()),
                    ('status', models.CharField(choices=[('assigned', 'Not started'), ('started', 'In progress'), ('passed', 'Passed'), ('failed', 'Not passed')], default='assigned', editable=False, max_length=24)),
                    ('assigned_at', models.DateTimeField()),
                    ('started_at', models.DateTimeField(null=True)),
                    ('passed_at', models.DateTimeField(null=True)),
                    ('attempts_allowed', models.PositiveSmallIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'course'], name='enrolment_of_person'), models.Index(fields=['status', 'due_on'], name='enrolment_by_status')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'passed'), _negated=True), fields=('person', 'course'), name='a_person_takes_a_course_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['passed']), _negated=True), ('passed_at__isnull', False), _connector='OR'), name='a_passed_enrolment_says_when')],
                },
            ),
            migrations.CreateModel(
                name='LessonRead',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons_read', to='training.enrolment')),
                    ('lesson', models.CharField(max_length=60)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('enrolment', 'lesson'), name='a_lesson_is_read_once')],
                },
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='training.enrolment')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('drawn', models.JSONField()),
                    ('answers', models.JSONField(default=dict)),
                    ('started_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('right', models.PositiveSmallIntegerField(null=True)),
                    ('percent', models.PositiveSmallIntegerField(null=True)),
                    ('has_passed', models.BooleanField(default=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('enrolment', 'number'), name='attempts_are_numbered'), models.UniqueConstraint(condition=models.Q(('submitted_at', None)), fields=('enrolment',), name='one_attempt_is_open_at_a_time'), models.CheckConstraint(condition=models.Q(('submitted_at', None), ('percent__isnull', False), _connector='OR'), name='a_submitted_attempt_has_a_score'), models.CheckConstraint(condition=models.Q(('has_passed', False), ('submitted_at__isnull', False), _connector='OR'), name='only_a_submitted_attempt_passes')],
                },
            ),
            migrations.CreateModel(
                name='TrainingCertificate',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='training.enrolment')),
                    ('code', models.CharField(max_length=24, unique=True)),
                    ('person_name', models.CharField(max_length=150)),
                    ('course_title', models.CharField(max_length=200)),
                    ('version_number', models.PositiveIntegerField()),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('valid_from', models.DateTimeField()),
                    ('valid_until', models.DateTimeField()),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('sealed_at', models.DateTimeField(null=True)),
                    ('seal_level', models.CharField(blank=True, max_length=8)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('revoked_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('file', None)), fields=['created_at'], name='certificate_to_seal')],
                },
            ),
        ]),
    ]
