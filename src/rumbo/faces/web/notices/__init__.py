"""The screens of messages: one's own, the outbox of the entity, what one wants to be told, and one's calendar."""
