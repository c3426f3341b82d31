"""How is this installation set up? One file; every value comes from the environment (README, "Settings")."""

import hashlib
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from core import environment as env
from core import limits
from core.database.roles import LOGINS

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.text("RINGFENCE_MODE", "production")  # production, embedded (bin/run) or test (bin/test)
DATA = Path(env.text("RINGFENCE_DATA", str(BASE_DIR / "var"))).absolute()
DEBUG = env.flag("RINGFENCE_DEBUG", False)
DEMO_ALLOWED = env.flag("RINGFENCE_DEMO", False)
DEMO = "config.demo"  # the story that manage.py demo tells
SECRET_KEY = env.text("RINGFENCE_SECRET_KEY")
ORIGIN = env.text("RINGFENCE_ORIGIN", f"http://localhost:{env.text('PORT', '8000')}").rstrip("/")
HOST = urlsplit(ORIGIN).hostname or "localhost"
SECURE = ORIGIN.startswith("https://")
ALLOWED_HOSTS = [HOST, *env.words("RINGFENCE_EXTRA_HOSTS")] + (
    ["127.0.0.1", "testserver"] if MODE != "production" else []
)
CSRF_TRUSTED_ORIGINS = [ORIGIN]

if MODE == "production" and (DEBUG or DEMO_ALLOWED or len(SECRET_KEY) < 40 or SECRET_KEY.startswith("demo")):
    raise env.BadSetting(
        "Production refuses to start with RINGFENCE_DEBUG, with demo accounts, or with a RINGFENCE_SECRET_KEY "
        "that is shorter than 40 characters or a demo key."
    )

# --- applications: floors from the roof down; imports only go down -----------------------------------------------
FLOORS = ["incidents", "audits", "access", "agreements", "training", "vendors", "core"]
INSTALLED_APPS = [
    *FLOORS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lucide",
]
MIDDLEWARE = [
    "core.web.headers.SecurityHeaders",
    "core.web.requests.RequestContext",
    "core.web.measure.Measure",
    "core.web.methods.PageMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.web.transactions.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.web.viewer.Viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.web.locale.OwnLanguageAndZone",
    "core.web.errors.NoBlankPages",
    "core.web.kept_forms.KeptForms",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
# The tables of the roof, reached by path as Django reaches ROOT_URLCONF: core may read them, nobody imports config.
REACTIONS = "config.reactions.REACTIONS"
NOTICES = "config.notices.NOTICES"
MEMBERSHIPS = "vendors.memberships.of_user"
PREVIEWS = "vendors.previews.actor_of"
PREVIEWED = "config.previewed.PAGES"
NAVIGATION = "config.navigation.for_viewer"
SEARCHABLE = "config.searchable.SEARCHABLE"
DEADLINES = "config.schedule.DEADLINES"
CHECKERS = "config.checkers.CHECKERS"
TIES = "config.ties.TIES"
CLOSED = "config.ties.CLOSED"
COVERED = "config.ties.COVERED"
# Rows that the portal may read besides its own firm's, where a higher floor knows why (core/database/policies.py): the
# files of documents whose asset its firm was offered. Row security narrows the inner table to those.
PORTAL_ALSO_SEES = {"core_storedfile": "id in (select v.file_id from access_documentversion v)"}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.web.page_context.page",
            ],
            "builtins": ["core.templatetags.ringfence", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- database: DATABASE_URL names the server; RINGFENCE_LOGIN picks who logs in ----------------------------------
_url = urlsplit(env.text("DATABASE_URL"))
_query = dict(parse_qsl(_url.query))
LOGIN = env.text("RINGFENCE_LOGIN", "web")
DATABASES = {
    "default": {
        "ENGINE": "core.database.engine",
        "NAME": unquote(_url.path.lstrip("/")) or "ringfence",
        "USER": LOGINS[LOGIN],
        "PASSWORD": env.text(f"RINGFENCE_{LOGIN.upper()}_PASSWORD", ""),
        "HOST": _query.pop("host", _url.hostname or ""),
        "PORT": str(_query.pop("port", _url.port or "")),
        "CONN_MAX_AGE": env.number("RINGFENCE_CONN_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_query,
            "options": "-c lock_timeout=3000 -c timezone=UTC",
            "application_name": f"ringfence-{LOGIN}",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# core.web.headers sets the transport and framing headers itself (W001, W002); a constraint keeps addresses unique
# without regard to case, which `unique=True` on the column would not (W004).
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "auth.W004"]

# --- broker and cache: no state lives there; it may be flushed at any time ---------------------------------------
REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
# Django and Celery name a socket differently: unix:///p.sock?db=1 and redis+socket:///p.sock?virtual_host=0.
CELERY_BROKER_URL = env.text(
    "RINGFENCE_BROKER_URL", REDIS_URL.replace("unix://", "redis+socket://").split("?")[0] or "memory://"
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "unacked_restore_throttle": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ALWAYS_EAGER = False

# --- people and sign-in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "core.web.sign_in.AccountAdapter"
MFA_ADAPTER = "core.web.sign_in.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accepting an invitation proves the address
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds; step-up has its own, per deed
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a mail to an unknown address would name the closed sign-up page
ACCOUNT_FORMS = {
    "login": "core.web.sign_in_forms.LoginForm",
    "reset_password": "core.web.sign_in_forms.ResetPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 3600  # seconds
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/15m/key,30/15m/ip",
    "reset_password": "20/h/ip,5/h/key",
    "verify": "30/m/ip",
    "report": limits.REPORTS,
    "receipt": limits.RECEIPTS,
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "Ringfence"
# An invitation proves the address. allauth's own note of it begins unproven at the first letter of recovery, which
# anybody may ask for, and would then keep the account from adding a factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {"add_webauthn": "core.web.passkeys.AddPasskeyForm"}
GUARDIAN_AUTO_PREFETCH = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

SESSION_ENGINE = "core.web.sessions"
SESSION_COOKIE_NAME = "__Host-ringfence" if SECURE else "ringfence"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-ringfence-csrf" if SECURE else "ringfence-csrf"
CSRF_FAILURE_VIEW = "core.web.errors.csrf_failure"
BROWSER_COOKIE_NAME = "__Host-ringfence-browser" if SECURE else "ringfence-browser"
SESSION_COOKIE_AGE = 12 * 3600  # absolute, seconds
IDLE_SECONDS = {"desk": env.number("RINGFENCE_IDLE_DESK", 1800), "viewer": env.number("RINGFENCE_IDLE_VIEWER", 900)}
STEP_UP_SECONDS = env.number("RINGFENCE_STEP_UP_SECONDS", 300)

# --- transport ----------------------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("RINGFENCE_BEHIND_PROXY", False) else None
SECURE_SSL_REDIRECT = SECURE and not env.flag("RINGFENCE_BEHIND_PROXY", False)
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = str(DATA / "tmp")
HR_SILENCE_HOURS = env.number("RINGFENCE_HR_SILENCE_HOURS", 72)  # 0: nobody minds
HR_SILENCE_ENDS_ACCESS_HOURS = env.number("RINGFENCE_HR_SILENCE_ENDS_ACCESS_HOURS", 240)  # 0: it ends nothing
UPLOAD_LIMIT = env.number("RINGFENCE_UPLOAD_LIMIT_MB", 100) * 1024 * 1024  # bytes, one file
WATCH_MATCHER = "vendors.matching.finder"  # (entries) -> (party -> matches); see docs/matching.md

# --- files: a key a document, wrapped by the key-encryption key ---------------------------------------------------
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if _bucket := env.text("RINGFENCE_S3_BUCKET", ""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket,
            "endpoint_url": env.text("RINGFENCE_S3_ENDPOINT", "") or None,
            "default_acl": None,
        },
    }
if MODE == "embedded":  # compressing saves nothing on the way to the same machine, and takes a minute
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
if MODE == "test":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# 32 random bytes in base64; outside the database and outside its backups.
KEY_ENCRYPTION_KEY = env.text("RINGFENCE_KEY_ENCRYPTION_KEY", "")
SIGNING_KEY_DIR = Path(env.text("RINGFENCE_SIGNING_KEYS", str(DATA / "signing")))
SEAL_CERTIFICATE = env.text("RINGFENCE_SEAL_CERTIFICATE", "")  # PEM or PKCS#12; empty: our own authority seals
SEAL_KEY, SEAL_PASSPHRASE = env.text("RINGFENCE_SEAL_KEY", ""), env.text("RINGFENCE_SEAL_PASSPHRASE", "")
# A key on a token (PKCS#11): the module's file, the labels of token and key, and the PIN, which comes as a file.
SEAL_TOKEN_MODULE = env.text("RINGFENCE_SEAL_TOKEN_MODULE", "")
SEAL_TOKEN, SEAL_TOKEN_KEY = env.text("RINGFENCE_SEAL_TOKEN", ""), env.text("RINGFENCE_SEAL_TOKEN_KEY", "")
SEAL_TOKEN_PIN = env.text("RINGFENCE_SEAL_TOKEN_PIN", "")
TIMESTAMP_URL = env.text("RINGFENCE_TIMESTAMP_URL", "")  # RFC 3161 authority; empty means seals are B-B

STATIC_URL = "/static/"
STATIC_ROOT = env.text("RINGFENCE_STATIC_ROOT", str(DATA / "static"))
STATICFILES_DIRS = [("built", str(DATA / "built"))] if (DATA / "built").is_dir() else []
WHITENOISE_USE_FINDERS = MODE != "production"

# --- mail ---------------------------------------------------------------------------------------------------------
_mail = urlsplit(env.text("RINGFENCE_MAIL_URL", ""))  # smtp://user:password@host:587?tls=1
if _mail.scheme == "smtp":
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = "tls=1" in _mail.query
else:  # mails are kept as files, one a mail, where the operator can read them
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("RINGFENCE_MAIL_FROM", f"Ringfence <ringfence@{HOST}>")
CHECKPOINT_MAIL = env.words("RINGFENCE_CHECKPOINT_MAIL")  # where each checkpoint of the trail leaves the machine to
CHECKPOINT_DIR = env.text("RINGFENCE_CHECKPOINT_DIR", "")

# --- words, zones -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("RINGFENCE_TIME_ZONE", "UTC")
USE_TZ = USE_I18N = True

# --- REST ---------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["core.api.keys.BearerKey"],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.keys.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.negotiation.OneForm",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.Schema",
    "DEFAULT_PAGINATION_CLASS": "core.api.pages.CursorPages",
    "EXCEPTION_HANDLER": "core.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Ringfence API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": "For HR systems and other programs. Every error is application/problem+json (RFC 9457).",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
}
METRICS_TOKEN = env.text("RINGFENCE_METRICS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.formatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": env.text("RINGFENCE_LOG_LEVEL", "INFO" if MODE != "test" else "ERROR")},
    "loggers": {"fontTools": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}, "pyhanko": {"level": "ERROR"}},
}
# A short name for the installation's key, shown on the health page; never the key.
SECRET_FINGERPRINT = hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]
