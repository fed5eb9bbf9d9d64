"""Catalogues and their dated editions, as rows."""
