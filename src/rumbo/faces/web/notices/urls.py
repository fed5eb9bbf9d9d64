"""The addresses of messages and reminders."""

from django.urls import URLPattern, path

from rumbo.faces.web.notices import choosing, feed, outbox, own, rules

urlpatterns: list[URLPattern] = [
    path("", own.listing, name="notices-own"),
    path("preferencias/", choosing.choose, name="notices-choose"),
    path("calendario/", feed.subscription, name="notices-calendar"),
    path("calendario/<str:key>.ics", feed.calendar, name="notices-feed"),
    path("salida/", outbox.listing, name="notices-outbox"),
    path("salida/enviar/", outbox.send, name="notices-send"),
    path("reglas/", rules.rules, name="notices-rules"),
    path("<uuid:uid>/", own.message, name="notices-message"),
    path("<uuid:uid>/<uuid:record>/", own.open_record, name="notices-open"),
]
