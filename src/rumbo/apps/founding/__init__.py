"""How an entity begins: the path of its first day, and the workbook of its units, processes, posts and people. No
tables: it writes by the actions of the apps that keep them."""
