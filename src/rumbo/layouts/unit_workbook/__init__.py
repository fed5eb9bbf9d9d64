"""The workbook in which a unit answers a period without the program: drawn, and read again."""
