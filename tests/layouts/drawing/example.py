"""An invented plan with its follow-up, as a dossier: the example that the tests draw."""

from dataclasses import replace
from datetime import date

from rumbo.domain.dossier import (
    About,
    Act,
    BandUsed,
    CatalogueEntry,
    Correction,
    DocumentHeader,
    Dossier,
    EntityCard,
    Evidence,
    Figure,
    FigureCorrected,
    Figures,
    Level,
    Logo,
    PeriodCard,
    PlanCard,
    PlanChange,
    ProgrammeEntry,
    PublicationCard,
    Report,
    Review,
    RuleUsed,
    SettingUsed,
    Signatory,
    Standing,
    TargetEntry,
    VersionCard,
    Weaker,
)
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable, Reported
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, PeriodRef, PlanLine, ServedTarget

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><path d="M10 50L40 10L60 40L80 20L110 50Z" '
    b'fill="#004884"/></svg>'
)
FIRST, SECOND = (PeriodRef(2025, "trimestral", ordinal) for ordinal in (1, 2))
PERCENT = 10**10
BANDS = (
    BandUsed("critical", "Crítico", "bad", "square", None, 60 * PERCENT),
    BandUsed("acceptable", "Aceptable", "watch", "triangle", 60 * PERCENT, 80 * PERCENT),
    BandUsed("satisfactory", "Satisfactorio", "good", "circle", 80 * PERCENT, None),
)
OBJECTIVES = (
    "Fortalecer la planeación y la gestión de la entidad",
    "Mejorar la movilidad y el acceso al territorio de la provincia",
    "Abrir la información y rendir cuentas a la ciudadanía",
)
STATEMENTS = (
    ("Poner en operación el tablero provincial de indicadores", "Tableros en operación", "Unidad"),
    (
        "Asistir técnicamente a los municipios en la formulación de sus proyectos de vías",
        "Municipios asistidos",
        "Número",
    ),
    (
        "Elaborar el estudio de oferta y demanda del transporte de pasajeros entre municipios",
        "Estudio elaborado",
        "Unidad",
    ),
    ("Publicar los conjuntos de datos abiertos de la entidad", "Conjuntos publicados", "Número"),
    ("Atender las solicitudes de concepto técnico que presenten los municipios", "Solicitudes atendidas", "Porcentaje"),
    ("Realizar las audiencias de rendición de cuentas, con enfoque diferencial", "Audiencias realizadas", "Número"),
    ("Actualizar el banco de proyectos de la provincia", "Proyectos actualizados", "Número"),
    ("Formar a servidores públicos en seguimiento y evaluación", "Personas formadas", "Personas"),
)
NARRATIVES = (
    "Se terminó el diseño de las fichas y se cargaron 42 de los 60 indicadores previstos; falta la validación de tres "
    "municipios, programada para julio.",
    "Se visitaron cinco municipios y se dejaron actas con compromisos. Dos proyectos quedaron listos para radicar.",
    "El contrato se adjudicó el 12 de mayo; el consultor entregó el plan de trabajo y la primera toma de información.",
)


def line(number: int) -> PlanLine:
    """The line of one action."""
    statement, indicator, unit = STATEMENTS[(number - 1) % len(STATEMENTS)]
    return PlanLine(
        number=str(number),
        statement=statement,
        indicator=indicator,
        measure_unit=unit,
        quantity=Quantity.of(18 if number % 2 else 100),
        units=("Subdirección de Planeación", "Oficina de Comunicaciones")[: 1 + number % 2],
        objective=OBJECTIVES[number % 3],
        programme="Capacidad técnica de la provincia",
        serves=ServedTarget("Instrumentos de planeación adoptados", "Unidad", Quantity.of(3)),
        start=date(2025, 2, 1),
        end=date(2025, 12, 31),
        periodicity="Trimestral",
        funding_source="Inversión",
        alignments=(
            Alignment("associated_plans", "paa", "Plan Anual de Adquisiciones"),
            Alignment("ods", "11", "Ciudades y comunidades sostenibles", "11"),
        ),
    )


def figures(points: int | None, undefined: str = "") -> Figures:
    """The figures of a target that went so many hundredths of a percentage point."""
    if points is None:
        return Figures(*(Figure(undefined=undefined),) * 5)
    value = points * PERCENT // 100
    against = value * 2
    band = next(band.code for band in BANDS if band.upper is None or against < band.upper)
    same = Figure(value)
    return Figures(same, same, same, Figure(50 * PERCENT), Figure(against, band=band))


def target(number: int) -> TargetEntry:
    """An action with its two quarters: most report, one does not apply, one did not report."""
    answers: dict[int, Reported] = {5: NotApplicable("No se presentaron solicitudes en el trimestre"), 7: NOT_REPORTED}
    second = answers.get(number % 8, Quantity.of(9))
    undefined = {5: "not_applicable", 7: "not_reported"}.get(number % 8, "")
    review = Review("Jefe de la Oficina Asesora de Planeación", "Oficina Asesora de Planeación", date(2025, 7, 14))
    evidence = (
        Evidence("link", "Acta de la mesa técnica", f"https://ejemplo.gov.co/actas/{number}", "", date(2025, 6, 20)),
    )
    return TargetEntry(
        uid=f"t{number}",
        revision_uid=f"r{number}",
        line=line(number),
        levels=(f"n{number % 3}",),
        annualization="sum@1",
        report_kind="quantity",
        programme=(ProgrammeEntry(FIRST, Quantity.of(4)), ProgrammeEntry(SECOND, NOT_PROGRAMMED)),
        reports=(
            Report(FIRST, "accepted", Quantity.of(5), "Primer avance.", review=review),
            Report(SECOND, "accepted", second, NARRATIVES[number % 3], evidence=evidence, review=review),
        ),
        figures=figures(None if undefined else (7777 + number * 613) % 13000, undefined),
        trace={"rule": "sum@1", "inputs": ["5", "9"]},
    )


def example(count: int = 16) -> Dossier:
    """The whole dossier of a published follow-up."""
    signatories = (
        Signatory("Elaboró", "Profesional especializado", "Oficina Asesora de Planeación"),
        Signatory("Revisó", "Jefe de la Oficina", "Oficina Asesora de Planeación"),
        Signatory("Aprobó", "Directora General", "Dirección General"),
    )
    logo = Logo("0" * 64, "image/svg+xml")
    header = DocumentHeader("Direccionamiento estratégico", "DES-FM-012", "4", logo, signatories)
    return Dossier(
        entity=EntityCard("Asociación Provincial del Alto Magdalena", "900.123.456-7", header),
        plan=PlanCard("p1", "Plan de Acción Institucional 2025", 2025, "action_plan_matrix"),
        version=VersionCard(
            "v2",
            "2",
            "Articular las metas, los responsables y los recursos de la entidad con su plan estratégico y hacer "
            "visible a la ciudadanía lo que se cumple en el año.",
            "La versión 2 precisa la redacción de dos acciones y corrige la fecha final de una.",
            Act("Resolución", "045", date(2025, 1, 30)),
        ),
        about=About("Rumbo 0.1", (RuleUsed("sum", "1", "Definición distrital"),), date(2025, 6, 30)),
        period=PeriodCard(SECOND, date(2025, 4, 1), date(2025, 6, 30), "followup_matrix", date(2025, 7, 15)),
        levels=(
            Level("raiz", "Plan", "Plan de Acción Institucional 2025", "", "", figures(7345), 2),
            *(
                Level(
                    f"n{n}", "Objetivo estratégico", OBJECTIVES[n], f"OE{n + 1}", "raiz", figures((8210, 6420, None)[n])
                )
                for n in range(3)
            ),
        ),
        targets=tuple(target(number) for number in range(1, count + 1)),
        catalogues=(CatalogueEntry("ods", "2015", "Naciones Unidas", "11", "Ciudades y comunidades sostenibles"),),
        settings=(SettingUsed("bands_on", "at_cutoff"), SettingUsed("cap", "100", date(2025, 1, 1))),
        bands=BANDS,
        publication=PublicationCard(
            "12 de 2025", date(2025, 7, 18), "Directora General", "9 de 2025", "Corrige una fecha."
        ),
    )


def revised(count: int = 16) -> Dossier:
    """The same follow-up with a correction, a change that promises less, and an action that an act cancelled."""
    whole, first = example(count), STATEMENTS[0][0]
    fell = (
        FigureCorrected("plan", "raiz", "", Figure(80 * PERCENT), Figure(7345 * PERCENT // 100)),
        FigureCorrected("target", "t1", first, Figure(90 * PERCENT), whole.targets[0].figures.year),
    )
    told = ("Se sumó dos veces una visita.", "Acta 7 del comité", "Jefe de la Oficina Asesora de Planeación")
    correction = Correction("t1", "1", first, *told, date(2025, 8, 12), "9-2025", fell)
    less = Weaker("weakening.quantity", {"before": "20", "after": "18"})
    later = Weaker("weakening.later", {"before": "2025-06-30", "after": "2025-12-31"})
    change = PlanChange(
        *("2", "t1", "1", first, "edit", "quantity", "20", "18", "Bajó el presupuesto.", "Acta 5", "Planeación"),
        weaker=(less, later, Weaker("weakening.of_another_program", {})),
    )
    stopped = Standing(
        "t2", "2", STATEMENTS[1][0], "cancelled", date(2025, 7, 1), None, "Terminó el convenio.", "Acta 6"
    )
    return replace(whole, corrections=(correction,), changes=(change,), standings=(stopped,))


def plan_only() -> Dossier:
    """The same plan, published without follow-up."""
    whole = example()
    bare = tuple(replace(it, reports=(), figures=Figures()) for it in whole.targets)
    return replace(whole, period=None, targets=bare)
