"""The addresses of figures: the follow-ups measured, the sheet of one, and how each figure came about."""

from django.urls import URLPattern, path

from rumbo.faces.web.measurement import group_views, money_views, outlooks, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="measurement-list"),
    path("<uuid:uid>/", views.sheet, name="measurement-sheet"),
    path("<uuid:uid>/proyeccion/", outlooks.outlooks, name="measurement-outlooks"),
    path("<uuid:uid>/plan/<slug:measure>/", views.plan_figure, name="measurement-plan-figure"),
    path("<uuid:uid>/por/<slug:axis>/", group_views.axis, name="measurement-groups"),
    path("<uuid:uid>/por/<slug:axis>/tabla.<str:form>", group_views.printed, name="measurement-groups-print"),
    path("<uuid:uid>/por/<slug:axis>/<str:key>/", group_views.group, name="measurement-group"),
    path("<uuid:uid>/por/<slug:axis>/<str:key>/<str:what>/", group_views.number, name="measurement-group-number"),
    path("<uuid:uid>/dinero/<slug:axis>/", money_views.beside, name="measurement-money"),
    path("<uuid:uid>/dinero/<slug:axis>/tabla.<str:form>", money_views.printed, name="measurement-money-print"),
    path("<uuid:uid>/dinero/<slug:axis>/<str:key>/<slug:which>/", money_views.ratio, name="measurement-money-ratio"),
    path("<uuid:uid>/plan/tendencia.<slug:form>", views.plan_trend, name="measurement-plan-trend"),
    path("<uuid:uid>/<uuid:subject>/tendencia.<slug:form>", views.trend, name="measurement-trend"),
    path("<uuid:uid>/<uuid:subject>/<slug:measure>/", views.figure, name="measurement-figure"),
]
