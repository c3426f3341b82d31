import core.ids
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from core.database.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('core', '0001_tables'),
        ('vendors', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('version', models.PositiveIntegerField(unique=True)),
                    ('content', models.JSONField()),
                    ('loaded_at', models.DateTimeField()),
                ],
                options={
                    'get_latest_by': 'version',
                },
            ),
            migrations.CreateModel(
                name='Audit',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('reference', models.CharField(editable=False, max_length=14, unique=True)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audits.programme')),
                    ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('planned_on', models.DateField()),
                    ('scope', models.TextField()),
                    ('status', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('reported', 'Reported'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=24)),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('planned_at', models.DateTimeField()),
                    ('started_at', models.DateTimeField(null=True)),
                    ('reported_at', models.DateTimeField(null=True)),
                    ('summary', models.TextField(blank=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                ],
                options={
                    'permissions': [('observe_audit', 'May see this one audit')],
                    'indexes': [models.Index(fields=['vendor', '-planned_on'], name='audit_of_vendor'), models.Index(fields=['planned_on', 'id'], name='audit_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['under_way', 'reported', 'closed']), _negated=True), ('started_at__isnull', False), _connector='OR'), name='an_audit_under_way_was_started'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['reported', 'closed']), _negated=True), ('reported_at__isnull', False), _connector='OR'), name='a_reported_audit_says_when'), models.UniqueConstraint(condition=models.Q(('status__in', ['planned', 'under_way'])), fields=('lead', 'planned_on'), name='a_lead_has_one_audit_a_day'), models.UniqueConstraint(condition=models.Q(('status__in', ['planned', 'under_way'])), fields=('vendor', 'planned_on'), name='a_firm_has_one_audit_a_day')],
                },
            ),
            migrations.CreateModel(
                name='AuditUserObjectPermission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='audits.audit')),
                ],
                options={
                    'unique_together': {('user', 'permission', 'content_object')},
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AuditCheck',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='audits.audit')),
                    ('key', models.CharField(max_length=60)),
                    ('title', models.CharField(max_length=200)),
                    ('result', models.CharField(blank=True, choices=[('pass', 'Passed'), ('fail', 'Failed'), ('na', 'Not applicable')], max_length=4)),
                    ('sample_size', models.PositiveIntegerField(null=True)),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField(null=True)),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['created_at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('audit', 'key'), name='an_audit_makes_a_check_once'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at', None), ('result', '')), models.Q(models.Q(('result', ''), _negated=True), ('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='a_result_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('result__in', ['pass', 'fail']), _negated=True), ('sample_size__gte', 1), _connector='OR'), name='a_judged_check_looked_at_something')],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('reference', models.CharField(editable=False, max_length=14, unique=True)),
                    ('audit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='audits.audit')),
                    ('submission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='vendors.submission')),
                    ('question', models.CharField(blank=True, max_length=60)),
                    ('check_made', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='audits.auditcheck')),
                    ('kind', models.CharField(choices=[('major', 'Major'), ('minor', 'Minor'), ('observation', 'Observation'), ('strength', 'Strength')], max_length=12)),
                    ('severity', models.CharField(choices=[('critical', 'Critical'), ('high', 'High'), ('medium', 'Medium'), ('low', 'Low'), ('observation', 'Observation')], max_length=12)),
                    ('title', models.CharField(max_length=160)),
                    ('requirement', models.TextField()),
                    ('seen', models.TextField()),
                    ('cause', models.TextField(blank=True)),
                    ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan_due_on', models.DateField(null=True)),
                    ('due_on', models.DateField(null=True)),
                    ('status', models.CharField(choices=[('open', 'Open'), ('plan_submitted', 'Plan to review'), ('plan_accepted', 'Being put right'), ('evidence_submitted', 'Evidence to verify'), ('verified', 'Put right and verified'), ('noted', 'Noted'), ('risk_accepted', 'Risk accepted')], default='open', editable=False, max_length=24)),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('held_asset_id', models.UUIDField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('accepted_until', models.DateField(null=True)),
                    ('accepted_because', models.TextField(blank=True)),
                    ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['vendor', 'status'], name='finding_of_vendor'), models.Index(fields=['due_on', 'id'], name='finding_by_due_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audit__isnull', False), ('question', ''), ('submission', None)), models.Q(('audit', None), ('submission__isnull', False), models.Q(('question', ''), _negated=True)), _connector='OR'), name='a_finding_comes_from_an_audit_or_an_answer'), models.UniqueConstraint(fields=('submission', 'question'), name='an_answer_opens_one_finding'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['verified', 'noted', 'risk_accepted']), _negated=True), ('settled_at__isnull', False), _connector='OR'), name='a_settled_finding_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['risk_accepted']), _negated=True), models.Q(('accepted_by__isnull', False), ('accepted_until__isnull', False)), _connector='OR'), name='an_accepted_risk_has_an_end'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('recorded_by')), _negated=True), name='who_recorded_a_finding_does_not_accept_its_risk'), models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('plan_due_on__isnull', False)), ('kind__in', ['observation', 'strength']), _connector='OR'), name='what_must_be_put_right_has_a_date')],
                },
            ),
            migrations.CreateModel(
                name='FindingUpdate',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='audits.finding')),
                    ('text', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_name', models.CharField(max_length=150)),
                ],
                options={
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='FindingEvidence',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='audits.finding')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('note', models.CharField(max_length=300)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_by_name', models.CharField(max_length=150)),
                ],
                options={
                    'ordering': ['-added_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Verification',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verifications', to='audits.finding')),
                    ('verified_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by_id', models.UUIDField()),
                    ('plan_author_id', models.UUIDField()),
                    ('because', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('verified_by_id', models.F('recorded_by_id')), _negated=True), name='nobody_verifies_a_finding_they_recorded'), models.CheckConstraint(condition=models.Q(('verified_by_id', models.F('plan_author_id')), _negated=True), name='nobody_verifies_their_own_plan')],
                },
            ),
            migrations.CreateModel(
                name='RemediationPlan',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='audits.finding')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('cause', models.TextField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('author_name', models.CharField(max_length=150)),
                    ('submitted_at', models.DateTimeField()),
                    ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('returned', 'Sent back')], max_length=10)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('answer_because', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['finding', '-number'],
                    'constraints': [models.UniqueConstraint(fields=('finding', 'number'), name='a_plan_of_a_finding_has_its_number'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='an_answered_plan_says_who_and_when')],
                },
            ),
            migrations.CreateModel(
                name='PlanStep',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='audits.remediationplan')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=300)),
                    ('due_on', models.DateField()),
                ],
                options={
                    'ordering': ['plan', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='a_step_of_a_plan_has_its_number')],
                },
            ),
        ]),
    ]
