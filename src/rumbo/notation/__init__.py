"""How people write numbers, money, dates and lists: parse and print are inverses."""
