"""The formulation of a plan: when a unit may write its part of it, and what an act may approve."""
