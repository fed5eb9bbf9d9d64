"""Screens of the calendar: the year of the entity, its windows, what it takes late, and its exceptions."""
