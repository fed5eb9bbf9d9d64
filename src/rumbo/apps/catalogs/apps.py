"""How Django finds this application."""

from rumbo.apps.subject import Subject


class CatalogsConfig(Subject):
    """Catalogues and their dated editions, as rows."""

    name = "rumbo.apps.catalogs"
    label = "catalogs"
