"""The Django applications, a staircase:

publishing, measurement, intake, followup, plans, indicators, evidence, catalogs, people, notices, audit.
"""
