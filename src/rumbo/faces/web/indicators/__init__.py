"""Indicators: their sheets, their variables, what is reported of them and what comes of it."""
