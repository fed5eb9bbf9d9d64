"""Every write on messages and on what people chose, one verb a file."""

from rumbo.apps.notices.actions.choosing import choose_reminders, renew_calendar
from rumbo.apps.notices.actions.send_messages import send_messages
from rumbo.apps.notices.actions.write_messages import write_messages

__all__ = ["choose_reminders", "renew_calendar", "send_messages", "write_messages"]
