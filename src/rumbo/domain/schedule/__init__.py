"""Schedules: periods, the marks that activities and steps carry in them, and the bars that the marks draw."""

from rumbo.domain.schedule.gantt import Bar, Gantt, GanttRow, bars_of, gantt_of, months

__all__ = ["Bar", "Gantt", "GanttRow", "bars_of", "gantt_of", "months"]
