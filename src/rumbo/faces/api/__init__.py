"""The API face: the same numbers as the screens for programs, each with how it came about. It only reads."""
