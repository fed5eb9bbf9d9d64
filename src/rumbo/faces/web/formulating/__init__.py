"""The formulation of a plan on the screen: opened, written by each unit, answered, and approved by its act."""
