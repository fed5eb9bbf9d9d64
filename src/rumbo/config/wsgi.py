"""The entry for a WSGI server: `granian --interface wsgi rumbo.config.wsgi:application`."""

import gc
import os

# What is imported stays as long as the process does: to look for garbage in it takes a seventh of the start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from rumbo.config.checks import refuse_insecure  # noqa: E402
from rumbo.config.uploads import whole_body  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")

application = whole_body(get_wsgi_application())

# An insecure production never answers a request.
refuse_insecure()

# The addresses bring the screens along; from here on only what requests make is looked through.
_ = get_resolver().url_patterns
gc.freeze()
gc.enable()
