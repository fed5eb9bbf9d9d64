"""The few pictograms of the house, drawn here: lines on a grid of 24, coloured by the text around them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINES = {
    "error": "M8.3 2.5h7.4l5.8 5.8v7.4l-5.8 5.8H8.3l-5.8-5.8V8.3zM9 9l6 6M15 9l-6 6",
    "warning": "M12 3L22 20.5H2zM12 9.5v5M12 17.3v.6",
    "notice": "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM12 11v6M12 7v.6",
    "success": "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM7.5 12.4l3 3 6-6.4",
    "unknown": "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM7.5 12h9",
    "person": "M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "file": "M6 2.5h8l5 5v14H6zM14 2.5v5h5",
    "download": "M12 3v12M7 10.5l5 5 5-5M4 20.5h16",
    "upload": "M12 16V4M7 8.5l5-5 5 5M4 20.5h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5l5 5",
    "calendar": "M4 5.5h16v15H4zM4 10h16M8.5 3v4M15.5 3v4",
    "clock": "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM12 7v5.5l3.5 2",
    "lock": "M5.5 10.5h13v10h-13zM8.5 10.5v-3a3.5 3.5 0 0 1 7 0v3",
    "link": "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    "print": "M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z",
    "next": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "menu": "M4 6.5h16M4 12h16M4 17.5h16",
}
_OTHER_NAMES = {"info": "notice", "debug": "notice"}

NAMES = tuple(_LINES)


def icon_svg(name: str, title: str = "") -> SafeString:
    """The pictogram of a name (KeyError when there is none); silent for ears unless it has a title of its own."""
    lines = mark_safe(_LINES[_OTHER_NAMES.get(name, name)])  # noqa: S308  a constant of this file
    named = format_html('role="img"><title>{}</title>', title) if title else mark_safe('aria-hidden="true">')
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 24 24" width="20" height="20" focusable="false" {}<path d="{}"/></svg>',
        name,
        named,
        lines,
    )
