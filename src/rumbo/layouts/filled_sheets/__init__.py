"""Workbooks that a person fills in without the program: drawn with what is known, and read again cell by cell."""
