"""What plans, maps of risks, sheets of indicators and projects share: they are kept in versions that somebody reviews.

There is no table here. An app inherits the columns, guards its rows with the same SQL, and walks the same steps.
"""
