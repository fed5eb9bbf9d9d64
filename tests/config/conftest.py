"""The standing characters, for every test of this floor."""

from tests.characters import ester, house, other_house

__all__ = ["ester", "house", "other_house"]
