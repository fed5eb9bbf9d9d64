"""Norms as dated, sourced data: catalogues, labels, planning systems."""
