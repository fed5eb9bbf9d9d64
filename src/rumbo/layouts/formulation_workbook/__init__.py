"""The workbook in which a unit formulates its targets without the program: drawn, and read again."""
