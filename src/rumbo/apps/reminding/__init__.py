"""Who is told what of follow-up and of formulation, and when.

No tables: messages lie in notices, rules are settings of the entity.
"""
