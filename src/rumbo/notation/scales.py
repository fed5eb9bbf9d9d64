"""The words by which an amount is multiplied, in the long scale of Spanish: un billón is a million millions."""

SCALES = {
    "mil": 10**3,
    "miles": 10**3,
    "millón": 10**6,
    "millon": 10**6,
    "millones": 10**6,
    "mil millones": 10**9,
    "miles de millones": 10**9,
    "billón": 10**12,
    "billon": 10**12,
    "billones": 10**12,
}
