"""The processes of the entity: their list, each one close by, and how planning keeps them."""
