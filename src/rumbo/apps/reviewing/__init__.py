"""What the rules say of live records, one by one and side by side. No tables: it is asked anew."""
