"""The formulation of next year's plan: opened by planning, written by the units, approved by the committee's act."""
