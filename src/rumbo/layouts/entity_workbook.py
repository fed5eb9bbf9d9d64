"""The workbook with which an entity begins: its data, units, processes, posts and people, a sheet each."""

from rumbo.layouts.filled_sheets.form import Asked, Form, Holds

SIGNS = {"drew": "Elaboró", "revised": "Revisó", "approved": "Aprobó"}
"""As what the posts of the sheet of the entity sign, by column."""

PROCESS_KINDS = {
    "strategic": "Estratégico",
    "mission": "Misional",
    "support": "Apoyo",
    "evaluation": "Evaluación",
}
ROLES = {
    "planning_office": "Oficina de planeación",
    "liaison": "Enlace de dependencia",
    "unit_lead": "Jefe de dependencia",
    "internal_control": "Control interno",
    "director": "Dirección",
    "administrator": "Administración del sistema",
}
LANGUAGES = {"es": "Español", "en": "Inglés"}
UNIT_KINDS = ("Despacho", "Secretaría", "Dirección", "Subdirección", "Oficina asesora", "Oficina", "Grupo de trabajo")

ENTITY = Form(
    sheet="Entidad",
    how="Una sola fila. El NIT lleva guion y dígito de verificación. El proceso, el código, la versión y la fecha son "
    "los del formato con que la entidad controla sus documentos y encabezan lo que se imprime. El logo se sube en "
    "Rumbo, en los datos de la entidad.",
    key=("name", "nit"),
    asked=(
        Asked("name", "Nombre de la entidad", 44, required=True),
        Asked("short_name", "Sigla o nombre corto", 20, required=True, longest=60),
        Asked("nit", "NIT", 16, longest=20),
        Asked("document_process", "Proceso del formato", 28, longest=200),
        Asked("document_code", "Código del formato", 16, longest=60),
        Asked("document_version", "Versión del formato", 12, longest=40),
        Asked("document_date", "Fecha del formato", 14, Holds.DAY),
        *(Asked(name, f"{label} (cargo)", 30, longest=200) for name, label in SIGNS.items()),
    ),
)
UNITS = Form(
    sheet="Dependencias",
    how="Una fila por dependencia. «Depende de» es el código o el nombre de otra fila, o vacío si no depende de "
    "ninguna. Una dependencia que no está en la hoja sigue como estaba; para cerrarla escriba «Vigente hasta».",
    key=("name", "parent"),
    asked=(
        Asked("code", "Código", 12, longest=20),
        Asked("name", "Dependencia", 48, required=True),
        Asked("parent", "Depende de", 40),
        Asked("valid_from", "Vigente desde", 14, Holds.DAY),
        Asked("valid_to", "Vigente hasta", 14, Holds.DAY),
        Asked("kind", "Clase de dependencia", 22, longest=60, choices=UNIT_KINDS, many=True),
    ),
)
PROCESSES = Form(
    sheet="Procesos",
    how="Una fila por proceso. «Responsable» es una dependencia de la hoja anterior. En «Otros nombres» van, separadas "
    "por punto y coma, otras formas en que los documentos lo escriben.",
    key=("name", "kind"),
    asked=(
        Asked("code", "Código del proceso", 14, longest=20),
        Asked("name", "Proceso", 44, required=True),
        Asked("kind", "Clase de proceso", 16, required=True, choices=tuple(PROCESS_KINDS.values()), listed=True),
        Asked("owner", "Responsable", 40),
        Asked("aliases", "Otros nombres", 44, longest=2000, many=True),
    ),
)
POSTS = Form(
    sheet="Cargos",
    how="Una fila por cargo: su denominación y la dependencia en que está, o vacío si es de toda la entidad.",
    key=("title", "unit"),
    asked=(
        Asked("title", "Denominación del cargo", 48, required=True, longest=200),
        Asked("unit", "Dependencia del cargo", 44),
    ),
)
PEOPLE = Form(
    sheet="Personas",
    how="Una fila por persona y dependencia. El cargo es uno de la hoja anterior. Varios roles se separan con punto y "
    "coma; el de enlace y el de jefe necesitan la dependencia. A quien no tenga cuenta le llega un correo para poner "
    "su contraseña. Nadie pierde un rol por no estar en la hoja: los roles se terminan en Rumbo, con su último día.",
    key=("name", "email"),
    asked=(
        Asked("name", "Nombre y apellidos", 36, required=True, longest=200),
        Asked("email", "Correo institucional", 36, required=True, longest=254),
        Asked("post", "Cargo que ejerce", 40, longest=200),
        Asked("unit", "Dependencia en que lo ejerce", 40),
        Asked("roles", "Roles", 40, required=True, choices=tuple(ROLES.values()), listed=True, many=True),
        Asked("language", "Idioma", 12, choices=tuple(LANGUAGES.values()), listed=True),
    ),
)
FORMS = (ENTITY, UNITS, PROCESSES, POSTS, PEOPLE)
