import core.ids
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
                name='AssetClass',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('key', models.SlugField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('rank', models.PositiveSmallIntegerField(unique=True)),
                    ('rules', models.TextField(blank=True)),
                    ('max_days', models.PositiveSmallIntegerField(default=365)),
                    ('may_download', models.BooleanField(default=False)),
                    ('step_up', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['rank'],
                },
            ),
            migrations.CreateModel(
                name='Requirement',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('asset_class', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='access.assetclass')),
                    ('requirement', models.CharField(max_length=24)),
                    ('key', models.CharField(blank=True, max_length=60)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('asset_class', 'requirement', 'key'), name='a_class_asks_for_a_thing_once')],
                },
            ),
            migrations.CreateModel(
                name='Asset',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('reference', models.CharField(editable=False, max_length=12, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('what', models.TextField(blank=True)),
                    ('kind', models.CharField(choices=[('trade_secret', 'Trade secret'), ('design', 'Design'), ('source_code', 'Source code'), ('drawing', 'Drawings'), ('know_how', 'Know-how'), ('patent', 'Patent'), ('test_data', 'Test data')], max_length=20)),
                    ('asset_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='access.assetclass')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('prompt', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(fields=['name', 'id'], name='asset_by_name')],
                },
            ),
            migrations.CreateModel(
                name='AssetUserObjectPermission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='access.asset')),
                ],
                options={
                    'unique_together': {('user', 'permission', 'content_object')},
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AssetOffer',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='vendors.engagement')),
                    ('asset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='access.asset')),
                ],
                options={
                    'indexes': [models.Index(fields=['vendor', 'asset'], name='offer_to_vendor')],
                    'constraints': [models.UniqueConstraint(fields=('engagement', 'asset'), name='an_engagement_needs_an_asset_once')],
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('reference', models.CharField(editable=False, max_length=12, unique=True)),
                    ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='access.asset')),
                    ('title', models.CharField(max_length=200)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentVersion',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='access.document')),
                    ('number', models.PositiveIntegerField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('pages', models.PositiveIntegerField()),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['document', '-number'],
                    'constraints': [models.UniqueConstraint(models.F('document'), models.F('number'), name='a_version_number_is_used_once')],
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('reference', models.CharField(editable=False, max_length=14, unique=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='vendors.person')),
                    ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='access.asset')),
                    ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='vendors.engagement')),
                    ('level', models.CharField(choices=[('view', 'View'), ('download', 'Download'), ('edit', 'Edit')], default='view', max_length=10)),
                    ('purpose', models.TextField()),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('status', models.CharField(choices=[('requested', 'Requested'), ('first_approved', 'Waiting for a second approval'), ('open', 'Open'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('revoked', 'Revoked'), ('returned', 'Given back')], default='requested', editable=False, max_length=24)),
                    ('requested_at', models.DateTimeField()),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('end_reason', models.TextField(blank=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'asset'], name='grant_of_person'), models.Index(fields=['asset', 'status'], name='grant_of_asset'), models.Index(fields=['vendor', '-requested_at'], name='grant_of_vendor'), models.Index(fields=['status', '-requested_at'], name='grant_by_status')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['open', 'revoked', 'returned']), _negated=True), ('opened_at__isnull', False), _connector='OR'), name='an_open_grant_was_opened'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['revoked', 'returned', 'declined', 'withdrawn']), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='an_ended_grant_says_when'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_grant_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('status__in', ['requested', 'first_approved'])), fields=('person', 'asset', 'level'), name='one_open_request_per_person_asset_and_level')],
                },
            ),
            migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='vendors.person')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='access.document')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='access.documentversion')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='access.grant')),
                    ('at', models.DateTimeField()),
                    ('address', models.GenericIPAddressField(null=True)),
                    ('reasons', models.JSONField()),
                ],
                options={
                    'indexes': [models.Index(fields=['person', '-at'], name='opening_by_person'), models.Index(fields=['document', '-at'], name='opening_of_document')],
                },
            ),
            migrations.CreateModel(
                name='PageView',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='access.opening')),
                    ('page', models.PositiveIntegerField()),
                    ('at', models.DateTimeField()),
                    ('mark', models.CharField(max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='access.grant')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('role', models.CharField(max_length=20)),
                    ('requested_by_id', models.UUIDField()),
                    ('because', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('grant', 'user'), name='nobody_approves_a_grant_twice'), models.UniqueConstraint(fields=('grant', 'role'), name='two_approvals_come_from_different_roles'), models.UniqueConstraint(fields=('grant', 'number'), name='a_grant_has_one_first_and_one_second_approval'), models.CheckConstraint(condition=models.Q(('user_id', models.F('requested_by_id')), _negated=True), name='nobody_approves_their_own_request'), models.CheckConstraint(condition=models.Q(('number__in', [1, 2])), name='a_grant_has_two_approvals')],
                },
            ),
            migrations.CreateModel(
                name='GrantPeriod',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('known', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='access.grant')),
                    ('person_id', models.UUIDField()),
                    ('asset_id', models.UUIDField()),
                    ('level', models.CharField(choices=[('view', 'View'), ('download', 'Download'), ('edit', 'Edit')], max_length=10)),
                ],
                options={
                    'indexes': [models.Index(fields=['person_id', 'asset_id'], include=('vendor', 'level', 'during', 'known'), name='period_of_person'), models.Index(fields=['asset_id'], name='period_of_asset')],
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('known__upper_inf', True)), expressions=[('person_id', '='), ('asset_id', '='), ('level', '='), ('during', '&&')], name='no_two_grants_of_one_level_overlap')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('known', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person_id', models.UUIDField(null=True)),
                    ('asset_id', models.UUIDField(null=True)),
                    ('because', models.TextField()),
                    ('told_as', models.CharField(max_length=200)),
                    ('source_kind', models.CharField(max_length=60)),
                    ('source_id', models.UUIDField()),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('person_id', None)), fields=['vendor'], name='hold_on_vendor'), models.Index(condition=models.Q(('person_id__isnull', False)), fields=['person_id'], name='hold_on_person'), models.Index(fields=['source_id'], name='hold_by_source')],
                },
            ),
            migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('kind', models.CharField(choices=[('decision', 'Decision on the company'), ('condition', 'Condition of the approval'), ('certificate', 'Certificate'), ('insurance', 'Insurance'), ('hold', 'Hold on access')], max_length=12)),
                    ('about_id', models.UUIDField()),
                    ('about', models.CharField(max_length=400)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.TextField()),
                    ('stored', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('due_on', models.DateField()),
                    ('lodged_at', models.DateTimeField()),
                    ('lodged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lodged_by_name', models.CharField(max_length=150)),
                ],
                options={
                    'indexes': [models.Index(fields=['vendor', '-lodged_at'], name='objection_of_vendor')],
                    'constraints': [models.UniqueConstraint(fields=('vendor', 'kind', 'about_id', 'number'), name='objections_to_a_thing_are_numbered'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_objection_says_why')],
                },
            ),
            migrations.CreateModel(
                name='ObjectionAnswer',
                fields=[
                    ('id', models.UUIDField(default=core.ids.new, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='access.objection')),
                    ('outcome', models.CharField(choices=[('upheld', 'Upheld'), ('partly', 'Upheld in part'), ('dismissed', 'Dismissed')], max_length=12)),
                    ('because', models.TextField()),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='an_objection_is_answered_with_reasons')],
                },
            ),
            migrations.CreateModel(
                name='Usability',
                fields=[
                    ('grant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='usability', serialize=False, to='access.grant')),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person_id', models.UUIDField()),
                    ('asset_id', models.UUIDField()),
                    ('level', models.CharField(max_length=10)),
                    ('is_usable', models.BooleanField(null=True)),
                    ('unmet', models.TextField(default='[]')),
                    ('until', models.DateTimeField(null=True)),
                    ('seen_at', models.DateTimeField()),
                    ('turns_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['person_id', 'asset_id'], name='usability_of_person'), models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='usability_to_look_at')],
                },
            ),
            migrations.CreateModel(
                name='Doubt',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
                    ('person_id', models.UUIDField(null=True)),
                    ('known_at', models.DateTimeField(null=True)),
                ],
            ),
        ]),
    ]
