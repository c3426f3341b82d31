import core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from core.database.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_tables'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('core', '0001_tables'),
        ('vendors', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Playbook',
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
                name='Case',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('reference', models.CharField(editable=False, max_length=14, unique=True)),
                    ('playbook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.playbook')),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('severity', models.CharField(choices=[('S1', 'S1, gravest'), ('S2', 'S2, grave'), ('S3', 'S3, rule broken'), ('S4', 'S4, suspicion')], max_length=2)),
                    ('what', models.TextField()),
                    ('others', models.TextField(blank=True)),
                    ('firm_said', models.CharField(blank=True, max_length=200)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('noticed', models.CharField(blank=True, max_length=200)),
                    ('reach', models.CharField(blank=True, max_length=200)),
                    ('way', models.CharField(choices=[('portal', 'Reported in the portal'), ('desk', 'Recorded at the desk'), ('anonymous', 'Reported without a name')], max_length=10)),
                    ('reported_at', models.DateTimeField()),
                    ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reporter_name', models.CharField(blank=True, max_length=150)),
                    ('code_digest', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                    ('status', models.CharField(choices=[('open', 'Open'), ('contained', 'Contained'), ('closed', 'Closed')], default='open', editable=False, max_length=24)),
                    ('contained_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('conclusion', models.TextField(blank=True)),
                ],
                options={
                    'permissions': [('contribute_case', 'May see and work on this one case')],
                    'indexes': [models.Index(fields=['vendor', '-reported_at'], name='case_of_vendor'), models.Index(fields=['-reported_at', 'id'], name='case_by_report')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['contained']), _negated=True), ('contained_at__isnull', False), _connector='OR'), name='a_contained_case_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['closed']), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='a_closed_case_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('conclusion', ''), _negated=True), _connector='OR'), name='a_closed_case_has_a_conclusion'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'anonymous'), _negated=True), models.Q(('code_digest__isnull', False), ('reach', ''), ('reported_by', None), ('reporter_name', '')), _connector='OR'), name='a_report_without_a_name_names_nobody'), models.CheckConstraint(condition=models.Q(('way', 'anonymous'), models.Q(('code_digest', None), ('reported_by__isnull', False), ('vendor__isnull', False), models.Q(('reporter_name', ''), _negated=True)), _connector='OR'), name='any_other_report_says_who_and_about_whom')],
                },
            ),
            migrations.CreateModel(
                name='CaseUserObjectPermission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='incidents.case')),
                ],
                options={
                    'unique_together': {('user', 'permission', 'content_object')},
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CaseLink',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='incidents.case')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.person')),
                    ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.document')),
                    ('asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.asset')),
                    ('grant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.grant')),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['created_at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('case', 'person'), name='a_person_is_linked_to_a_case_once'), models.UniqueConstraint(fields=('case', 'document'), name='a_document_is_linked_to_a_case_once'), models.UniqueConstraint(fields=('case', 'asset'), name='an_asset_is_linked_to_a_case_once'), models.UniqueConstraint(fields=('case', 'grant'), name='a_grant_is_linked_to_a_case_once'), models.CheckConstraint(condition=models.Q(models.Q(('asset', None), ('document', None), ('grant', None), ('person__isnull', False)), models.Q(('asset', None), ('document__isnull', False), ('grant', None), ('person', None)), models.Q(('asset__isnull', False), ('document', None), ('grant', None), ('person', None)), models.Q(('asset', None), ('document', None), ('grant__isnull', False), ('person', None)), _connector='OR'), name='a_link_of_a_case_names_one_thing')],
                },
            ),
            migrations.CreateModel(
                name='CaseEntry',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='incidents.case')),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('note', 'Note'), ('fact', 'Fact'), ('decision', 'Decision'), ('step', 'Step taken'), ('hold', 'Access'), ('evidence', 'Evidence'), ('state', 'State'), ('asked', 'Said to the anonymous reporter'), ('answered', 'The anonymous reporter wrote')], max_length=10)),
                    ('text', models.TextField()),
                    ('happened_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by_name', models.CharField(max_length=150)),
                    ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='incidents.caseentry')),
                    ('because', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['recorded_at', 'id'],
                    'indexes': [models.Index(fields=['case', 'recorded_at', 'id'], name='entry_of_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('corrects', None)), models.Q(('corrects__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='a_correction_says_why'), models.CheckConstraint(condition=models.Q(('corrects', models.F('id')), _negated=True), name='an_entry_does_not_correct_itself'), models.CheckConstraint(condition=models.Q(('happened_at__lte', models.F('recorded_at'))), name='an_entry_is_written_after_it_happened')],
                },
            ),
            migrations.CreateModel(
                name='EvidenceItem',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='incidents.case')),
                    ('reference', models.CharField(editable=False, max_length=14, unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('method', models.CharField(max_length=40)),
                    ('source', models.CharField(max_length=300)),
                    ('acquired_at', models.DateTimeField()),
                    ('acquired_by', models.CharField(max_length=150)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('seal', models.CharField(blank=True, max_length=60)),
                    ('note', models.TextField(blank=True)),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('sha512', models.CharField(blank=True, max_length=128)),
                    ('taken_in_at', models.DateTimeField()),
                    ('taken_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['taken_in_at', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('sha256', ''), ('sha512', '')), models.Q(('file__isnull', False), models.Q(('sha256', ''), _negated=True), models.Q(('sha512', ''), _negated=True)), _connector='OR'), name='a_file_of_evidence_has_two_hashes'), models.CheckConstraint(condition=models.Q(('file__isnull', False), models.Q(('seal', ''), _negated=True), _connector='OR'), name='a_thing_without_a_file_is_sealed'), models.CheckConstraint(condition=models.Q(('taken_in_by__isnull', False), models.Q(('file__isnull', False), ('method', 'anonymous-report')), _connector='OR'), name='only_a_file_without_a_name_comes_from_nobody')],
                },
            ),
            migrations.CreateModel(
                name='CustodyEntry',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='custody', to='incidents.evidenceitem')),
                    ('deed', models.CharField(choices=[('intake', 'Taken in'), ('transfer', 'Handed over'), ('view', 'Looked at'), ('export', 'Taken out as a copy'), ('check', 'Hashes compared')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_name', models.CharField(max_length=150)),
                    ('released_by', models.CharField(blank=True, max_length=150)),
                    ('received_by', models.CharField(blank=True, max_length=150)),
                    ('purpose', models.CharField(blank=True, max_length=300)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('seal', models.CharField(blank=True, max_length=60)),
                    ('is_intact', models.BooleanField(null=True)),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('deed', 'transfer'), _negated=True), models.Q(models.Q(('released_by', ''), _negated=True), models.Q(('received_by', ''), _negated=True), models.Q(('purpose', ''), _negated=True)), _connector='OR'), name='a_transfer_names_both_hands_and_the_purpose'), models.CheckConstraint(condition=models.Q(('by__isnull', False), ('deed', 'intake'), _connector='OR'), name='every_hand_after_the_first_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('deed', 'export'), _negated=True), models.Q(('purpose', ''), _negated=True), _connector='OR'), name='a_copy_has_a_purpose'), models.CheckConstraint(condition=models.Q(models.Q(('deed', 'check'), ('is_intact__isnull', False)), models.Q(models.Q(('deed', 'check'), _negated=True), ('is_intact', None)), _connector='OR'), name='only_a_comparison_says_whether_it_is_intact')],
                },
            ),
        ]),
    ]
