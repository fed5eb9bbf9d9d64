"""The settings of every installation, read from the environment (docs/operation.md lists the variables).

Production is the default: development says RUMBO_DEBUG=1, as manage.py does. What would be unsafe in production is
refused by `rumbo.config.checks`, which the WSGI entry asks before it serves anything.
"""

from pathlib import Path

from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from rumbo.config import environment

PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("RUMBO_DEBUG", default=False)
# Behind TLS: everything is redirected to https and cookies never travel in the clear.
HTTPS = environment.flag("RUMBO_HTTPS", default=not DEBUG)
DATA_DIR = Path(environment.text("RUMBO_DATA_DIR") or "var").resolve()

# Without a key of its own a process invents one: sessions then die with it, and production is refused.
SECRET_KEY = environment.text("RUMBO_SECRET_KEY") or get_random_secret_key()
SECRET_KEY_IS_INVENTED = not environment.text("RUMBO_SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("RUMBO_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("RUMBO_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("RUMBO_TRUSTED_ORIGINS")

ROOT_URLCONF = "rumbo.config.urls"
WSGI_APPLICATION = "rumbo.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

INSTALLED_APPS = [
    # Faces first: their templates win over those of the libraries below.
    "rumbo.config",
    "rumbo.faces.kit",
    "rumbo.faces.web",
    "rumbo.faces.portal",
    "rumbo.faces.api",
    # The staircase, lowest step first. Named by class: next to the class they inherit from, Django would not guess.
    "rumbo.apps.audit.apps.AuditConfig",
    "rumbo.apps.people.apps.PeopleConfig",
    "rumbo.apps.notices.apps.NoticesConfig",
    "rumbo.apps.catalogs.apps.CatalogsConfig",
    "rumbo.apps.processes.apps.ProcessesConfig",
    "rumbo.apps.evidence.apps.EvidenceConfig",
    "rumbo.apps.indicators.apps.IndicatorsConfig",
    "rumbo.apps.plans.apps.PlansConfig",
    "rumbo.apps.calendar.apps.CalendarConfig",
    "rumbo.apps.projects.apps.ProjectsConfig",
    "rumbo.apps.budget.apps.BudgetConfig",
    "rumbo.apps.followup.apps.FollowupConfig",
    "rumbo.apps.reminding.apps.RemindingConfig",
    "rumbo.apps.earlier.apps.EarlierConfig",
    "rumbo.apps.founding.apps.FoundingConfig",
    "rumbo.apps.risks.apps.RisksConfig",
    "rumbo.apps.intake.apps.IntakeConfig",
    "rumbo.apps.measurement.apps.MeasurementConfig",
    "rumbo.apps.formulating.apps.FormulatingConfig",
    "rumbo.apps.changing.apps.ChangingConfig",
    "rumbo.apps.publishing.apps.PublishingConfig",
    "rumbo.apps.keeping.apps.KeepingConfig",
    # Libraries.
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rumbo.config.uploads.FormsArrive",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rumbo.config.signin.StrangersAtTheDoor",
    "rumbo.config.asking.AskedOnce",
    "rumbo.faces.web.zone.EntityZone",
    "rumbo.faces.web.language.PersonLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rumbo.faces.web.resuming.middleware.FormsComeBack",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rumbo.faces.web.frame.frame",
                "rumbo.faces.portal.frame.frame",
            ],
        },
    },
]
# Form templates are looked for like any other, so that the kit may draw the fields.
FORM_RENDERER = "rumbo.faces.kit.forms.KitRenderer"

# --- Database, cache and jobs

DATABASE_POOLED = environment.flag("RUMBO_DATABASE_POOL", default=True)
DATABASES = {
    "default": environment.database(
        environment.text("RUMBO_DATABASE_URL") or f"sqlite:///{DATA_DIR / 'rumbo.sqlite3'}",
        pooled=DATABASE_POOLED,
    ),
}
# In the database, so that every server process counts the same wrong passwords (docs/decisions/0015-one-count.md).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rumbo_cache",
        # Django's own most, 300, would let whoever tries many addresses push the closed doors out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Beside the database: what a job says of itself in the middle of its transaction is seen at once.
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "progress",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Language and time

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Español")), ("en", _("Inglés"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "America/Bogota"
USE_TZ = True

# --- Signing in (docs/decisions/0006-sign-in.md)

AUTHENTICATION_BACKENDS = ["rumbo.config.signin.PeopleOfEntities"]
ACCOUNT_ADAPTER = "rumbo.config.signin.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
# Accounts are opened by the entity, which already knows the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "rumbo.config.signin.LinksOfTheActive"  # noqa: S105  (a class, no password)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Rumbo] "
# Five wrong passwords for one address within a quarter of an hour close its door for that time.
# A whole entity comes from one address on the last day of a quarter (decision 0032); what fails stays as strict.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "10/m/ip,5/15m/key", "reset_password": "20/m/ip,5/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole("RUMBO_TRUSTED_PROXIES", 0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_NAME = "rumbo_session"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- What the browser may do

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = environment.whole("RUMBO_HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("RUMBO_HSTS_SUBDOMAINS", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "rumbo.faces.web.resuming.views.not_received"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "upgrade-insecure-requests": HTTPS,
    },
}

# --- Files: ours by whitenoise, the users' only through a view that asks who is asking

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# "collected" serves what collectstatic gathered, by digest; without it whitenoise looks in the packages at start.
STATIC_COLLECTED = environment.flag("RUMBO_STATIC_COLLECTED", default=not DEBUG)
WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
FILES_DIR = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "rumbo.config.uploads.PrivateFiles", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "tmp"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = ["rumbo.config.uploads.BoundedUpload"]
UPLOAD_MAX_BYTES = environment.whole("RUMBO_UPLOAD_MAX_MB", 50) * 1024 * 1024
# A form takes so many files. More of them, and larger ones, are read on to a bound so that what was typed survives.
FORM_FILES = 20
FORM_FILES_MAX_BYTES = FORM_FILES * UPLOAD_MAX_BYTES
REQUEST_MAX_BYTES = 2 * FORM_FILES_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = 5 * FORM_FILES
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A quarter's form of a large plan has some fields per target.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Mail and logs

globals().update(environment.email(environment.text("RUMBO_EMAIL_URL") or "console:"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("RUMBO_EMAIL_FROM") or "rumbo@localhost"
# A server that does not answer must not hold the task worker for ever.
EMAIL_TIMEOUT = 20
# Where links in letters lead: what writes them stands behind no request.
SITE_ADDRESS = (
    environment.text("RUMBO_SITE_ADDRESS") or f"http{'s' if HTTPS else ''}://{next(iter(ALLOWED_HOSTS), 'localhost')}"
).rstrip("/")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("RUMBO_LOG_LEVEL") or "INFO"},
    # Django's own handlers are dropped so that a line is written once.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}
