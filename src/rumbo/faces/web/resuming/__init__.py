"""A form whose session ended on the way comes back filled, unsent, to the person who wrote it and to nobody else."""
