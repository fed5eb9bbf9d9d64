"""What stands beside a traffic light: on which figure it looks, and why there is none. Said alike in every form."""

from dataclasses import replace

from rumbo.domain.dossier import UNSCHEDULED, Dossier, Figure, Figures, lit, looked_at, without_light
from rumbo.domain.measurement.explaining import note_of
from rumbo.domain.measurement.explaining import without_light as said_without
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner

NO_LIGHT = marked("Sin semáforo")
LOOKED_AT = {
    "at_cutoff": marked("El semáforo compara lo cumplido con lo que se esperaba a la fecha."),
    "year": marked("El semáforo mira el avance del año."),
    "to_date": marked("El semáforo mira el avance acumulado a la fecha."),
    "term": marked("El semáforo mira el avance de todo el periodo del plan."),
}
TERM = "term"
EXPECTING = ("expected", "at_cutoff")


def band_word(figures: Figures, dossier: Dossier, manner: Manner) -> str:
    """The word of the range, as the entity says it; that there is no light where the figure it looks at is none."""
    code = lit(figures, looked_at(dossier)).band
    if not code:
        return manner.say(NO_LIGHT)
    return next((manner.translate(band.word) for band in dossier.bands if band.code == code), code)


def of_level(measure: str, figure: Figure, bare: bool) -> Figure:
    """A figure of a level. In a `bare` plan, one without programme by period, what was expected has that reason."""
    unknown = bare and measure in EXPECTING and figure.undefined == "nothing_measured"
    return replace(figure, undefined=UNSCHEDULED) if unknown else figure


def light_notes(dossier: Dossier, manner: Manner) -> tuple[str, ...]:
    """Sentences: what the light looks at, why some have none, and how the figure of a level is made."""
    total = len(dossier.targets)
    missing = (said_without(reason, count, total, manner.translate) for reason, count in without_light(dossier).items())
    which = looked_at(dossier)
    looks = (manner.say(LOOKED_AT[which]),) if which in LOOKED_AT else ()
    return (*looks, *missing, *_of_levels(dossier, manner))


def _of_levels(dossier: Dossier, manner: Manner) -> tuple[str, ...]:
    cap = next((each.value for each in dossier.settings if each.key == "cap"), "")
    capped = cap not in ("", "null")
    return (manner.say(note_of("node_at_cutoff", capped=capped), cap=f"{cap} %"),) if dossier.levels else ()
