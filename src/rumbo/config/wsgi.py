"""The entry for a WSGI server: `granian --interface wsgi rumbo.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from rumbo.config.checks import refuse_insecure
from rumbo.config.uploads import whole_body

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")

application = whole_body(get_wsgi_application())

# An insecure production never answers a request.
refuse_insecure()
