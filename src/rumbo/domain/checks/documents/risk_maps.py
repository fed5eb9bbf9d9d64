"""The risks of a map that was read: levels against the map of zones of their edition, what is accepted, controls."""

from collections.abc import Callable, Iterable, Iterator

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.risk.map import RiskEntry, RiskMap
from rumbo.domain.risk.method import Method
from rumbo.domain.risk.reading import class_said, edition_said, level_said, named, proposed_edition, zone_said
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

SOURCE = "Función Pública, Guía para la administración del riesgo y el diseño de controles en entidades públicas"
LEVEL = declare(
    Sentences(
        "risk.zone_differs",
        Severity.WARNING,
        marked("La zona de un riesgo no es la de su casilla"),
        marked("El riesgo {code} dice zona «{printed}», y «{probability}» con «{impact}» da «{zone}»."),
        marked("La zona se lee en el mapa de la metodología; con otra, el riesgo recibe un tratamiento que no es."),
        marked("Revise los niveles y la zona con «{method}», o confirme con qué metodología se valoró."),
        SOURCE,
    )
)
ABOVE = declare(
    Sentences(
        "risk.residual_above_inherent",
        Severity.ERROR,
        marked("El riesgo residual es mayor que el inherente"),
        marked("El riesgo {code} pasa de zona «{inherent}» a «{residual}» con sus controles."),
        marked("Un control no aumenta el riesgo: una de las dos valoraciones está mal escrita."),
        marked("Revise las dos valoraciones del riesgo."),
    )
)
ACCEPTED = declare(
    Sentences(
        "risk.corruption_accepted",
        Severity.WARNING,
        marked("Riesgo de corrupción aceptado"),
        marked("El riesgo {code} es de la clase «{risk_class}» y su tratamiento dice «{option}»."),
        marked("Según la guía, un riesgo de corrupción no se acepta (fuente por confirmar)."),
        marked("Elija reducir o evitar; así no se puede aprobar en el sistema."),
        SOURCE,
    )
)
UNCONTROLLED = declare(
    Sentences(
        "risk.without_control",
        Severity.WARNING,
        marked("Riesgo sin control"),
        marked("El riesgo {code} no trae ningún control."),
        marked("Sin controles, el riesgo residual es el mismo inherente."),
        marked("Escriba sus controles, o confirme que no tiene ninguno."),
    )
)
OWNERLESS = declare(
    Sentences(
        "risk.control_without_owner",
        Severity.NOTICE,
        marked("Control sin responsable"),
        marked("Un control del riesgo {code} no dice quién lo hace."),
        marked("Un control que no es de nadie no se ejecuta ni se puede evaluar."),
        marked("Escriba el cargo responsable del control."),
    )
)
TWICE = declare(
    Sentences(
        "risk.code_twice",
        Severity.WARNING,
        marked("Código de riesgo repetido"),
        marked("El código {code} está en más de un riesgo."),
        marked("El código identifica al riesgo en los documentos; repetido, no identifica a ninguno."),
        marked("Dé a cada riesgo un código propio."),
    )
)
Draft = DocumentDraft[RiskMap]
Told = tuple[Path, dict[str, str]]
NO_RISKS, NO_CONTROLS = marked("los riesgos del mapa"), marked("los controles con su responsable")


def edition_of(printed: RiskMap, entry: RiskEntry, methods: tuple[Method, ...]) -> Method | None:
    """The edition that a risk names, else the one that reads best what its class prints."""
    found = class_said(methods, entry.risk_class)
    code = found.code if found else "management"
    named_edition = edition_said(methods, entry.method, code) if entry.method else None
    knowing = [each for each in methods if each.risk_class(code)]
    alike = [each for each in printed.entries if each.risk_class == entry.risk_class]
    return named_edition or proposed_edition(knowing, printed, alike)


def _levels(draft: Draft, reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        edition = edition_of(draft.content, entry, reference.methods)
        sides = (("probability", "impact", "inherent"), ("residual_probability", "residual_impact", "residual"))
        for names in sides if edition else ():
            said = [getattr(entry, name) for name in names]
            probability = level_said(edition.probability.levels, said[0]) if edition else None
            impact = level_said(edition.impact.levels, said[1]) if edition else None
            zone = zone_said(edition, said[2]) if edition else None
            if edition is None or probability is None or impact is None or zone is None:
                continue
            right = edition.zone(probability.number, impact.number)
            if right != zone:
                facts = {"printed": said[2], "probability": said[0], "impact": said[1], "zone": right.name}
                yield ("entries", at, names[2]), {"code": _code(entry, at), "method": edition.name, **facts}


def _above(draft: Draft, reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        edition = edition_of(draft.content, entry, reference.methods)
        before = zone_said(edition, entry.inherent) if edition else None
        after = zone_said(edition, entry.residual) if edition else None
        if edition and before and after and edition.rank(after) > edition.rank(before):
            facts = {"inherent": entry.inherent, "residual": entry.residual}
            yield ("entries", at, "residual"), {"code": _code(entry, at), **facts}


def _accepted(draft: Draft, reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        edition = edition_of(draft.content, entry, reference.methods)
        found = class_said([edition], entry.risk_class) if edition else None
        option = named(edition.options, entry.option) if edition else None
        if found and found.never_accept and option and option.accepts:
            facts = {"risk_class": found.name, "option": entry.option}
            yield ("entries", at, "option"), {"code": _code(entry, at), **facts}


def _uncontrolled(draft: Draft, _reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        if not entry.controls:
            yield ("entries", at, "statement"), {"code": _code(entry, at)}


def _ownerless(draft: Draft, _reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        for number, control in enumerate(entry.controls):
            if not control.responsible:
                yield ("entries", at, "controls", number, "action"), {"code": _code(entry, at)}


def _twice(draft: Draft, reference: Reference) -> Iterator[Told]:
    seen: set[str] = set()
    for at, entry in enumerate(draft.content.entries):
        code = reference.fold(entry.code)
        if code and code in seen:
            yield ("entries", at, "code"), {"code": entry.code}
        seen.add(code)


def _code(entry: RiskEntry, at: int) -> str:
    return entry.code or str(at + 1)


def _asking(sentences: Sentences, tells: Callable[[Draft, Reference], Iterator[Told]]) -> DocumentCheck:
    def run(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
        entries = draft.content.entries
        if not entries:
            return not_made(sentences, NO_RISKS)
        # A map that names no responsible at all has no column for them: that is no fault of each control.
        if sentences is OWNERLESS and not any(each.responsible for entry in entries for each in entry.controls):
            return not_made(sentences, NO_CONTROLS)
        found: Iterator[Finding] = (
            finding(sentences, draft.where(path), **facts) for path, facts in tells(draft, reference)
        )
        return asked(sentences, found)

    return DocumentCheck(sentences, RiskMap, run)


CHECKS = (
    _asking(LEVEL, _levels),
    _asking(ABOVE, _above),
    _asking(ACCEPTED, _accepted),
    _asking(UNCONTROLLED, _uncontrolled),
    _asking(OWNERLESS, _ownerless),
    _asking(TWICE, _twice),
)
