"""Norms as dated, sourced data: catalogues, labels, planning systems."""

CITED_BY_NUMBER = ("ods", "pnd")
"""The lists whose entries people cite by their number: goal 16, transformation 2."""
