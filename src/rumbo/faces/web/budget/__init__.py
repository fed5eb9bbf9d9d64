"""Screens of the execution of the budget."""
