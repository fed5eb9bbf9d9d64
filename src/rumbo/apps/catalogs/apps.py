"""How Django finds this application."""

from django.apps import AppConfig


class CatalogsConfig(AppConfig):
    """Catalogues and their dated editions, as rows."""

    name = "rumbo.apps.catalogs"
    label = "catalogs"
