"""The addresses of the direction: the board, its charts as files, and the whole of it as a document."""

from django.urls import URLPattern, path

from rumbo.faces.web.directing import views

urlpatterns: list[URLPattern] = [
    path("", views.board, name="directing-board"),
    path("tablero.<slug:form>", views.board_print, name="directing-print"),
    path("<slug:key>.<slug:form>", views.chart, name="directing-chart"),
]
