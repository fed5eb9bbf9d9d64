"""The first day of an entity: its path, the workbook of its people and units, results from before."""
