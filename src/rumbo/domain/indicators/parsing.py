"""Reading a formula as people write it: V1/V2*100, Σvi/6, (A ÷ B) × 100 %, promedio(A; B), casos atendidos / casos.

The text is cut into its signs here, by what a formula may hold; each variable and number gets a name of ours, and the
parser of Python itself (`ast`, which only reads and never runs) says what belongs to what. Of its tree only arithmetic
is taken over; anything else is no formula. Size, depth and powers are bounded before and after.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rumbo.domain.indicators.formula import MEAN, SUM, Gathering, Name, Negation, Node, Number, Operation, Power

LONGEST, MOST_SIGNS, DEEPEST, LARGEST_POWER, LARGEST_DEGREE, MOST_DIGITS = 2000, 200, 30, 12, 200, 15

_FUNCTIONS = {"suma": SUM, "sumatoria": SUM, "sum": SUM, "Σ": SUM, "∑": SUM, "promedio": MEAN, "media": MEAN}
_SIGNS = {"×": "*", "·": "*", "∗": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "^": "**", "[": "(", "{": "("}
_SIGNS |= {"]": ")", "}": ")", ";": ","}
_TIMES = ("x", "por")
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<percent>%?)|(?P<name>(?![Σ∑])[^\W\d]\w*)|(?P<sign>\S)")
_OPERATIONS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class NotUnderstood(ValueError):
    """A text that is no formula; `piece` is what could not be understood, or "" for the whole."""

    def __init__(self, piece: str = "") -> None:
        super().__init__(piece)
        self.piece = piece


class TooLarge(ValueError):
    """A formula beyond the bounds: too long, too deep, or of too high a power."""


def parse_formula(text: str, variables: Mapping[str, str] | None = None) -> Node:
    """The tree of a formula. `variables` has the name of each code: both are understood, whatever their capitals and
    accents. A name that is neither stays as it is written. Raises `NotUnderstood` and `TooLarge`."""
    if len(text) > LONGEST:
        raise TooLarge
    formula = text.split("=", 1)[1] if text.count("=") == 1 and text.split("=")[0].strip() else text
    cut = _Cut(variables or {})
    source = "".join(cut.signs(unicodedata.normalize("NFC", formula)))
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotUnderstood from error
    node = cut.taken(tree)
    if _degree(node) > LARGEST_DEGREE:
        raise TooLarge
    return node


@dataclass
class _Cut:
    """One text being cut: the names we gave, and what each stands for."""

    variables: Mapping[str, str]
    known: dict[str, str] = field(default_factory=dict)
    given: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = {_level(name.strip()): code for code, name in self.variables.items() if name.strip()}
        self.known = named | {_level(code.strip()): code for code in self.variables if code.strip()}

    def signs(self, text: str) -> Iterator[str]:
        """The pieces of the source that Python's parser reads, no more and no deeper than allowed."""
        depth = number = 0
        before, pieces = "(", list(self._pieces(text))
        for at, (kind, piece) in enumerate(pieces):
            following = pieces[at + 1] if at + 1 < len(pieces) else ("", "")
            sign = self._sign(kind, piece, before, following)
            number, depth = number + 1, depth + {"(": 1, ")": -1}.get(sign, 0)
            if number > MOST_SIGNS or depth > DEEPEST:
                raise TooLarge
            yield f" {sign} "
            before = sign

    def _pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Known names first, the longest first, so that names of several words stay whole."""
        level, at = _level(text), 0
        names = sorted(self.known, key=len, reverse=True)
        while at < len(text):
            whole = next((name for name in names if _stands(level, name, at)), None)
            found = _TOKEN.match(text, at)
            if text[at].isspace():
                at += 1
            elif whole:
                yield "known", self.known[whole]
                at += len(whole)
            elif found is None:
                raise NotUnderstood(text[at])
            else:
                kind = str(found.lastgroup) if found["number"] is None else "number"
                yield kind, found.group().strip() if kind != "name" else found["name"]
                at = found.end()

    def _sign(self, kind: str, piece: str, before: str, following: tuple[str, str]) -> str:
        if kind == "number":
            return self._named(_number(piece))
        if kind == "known":
            return self._named(Name(piece))
        function = _FUNCTIONS.get(piece if piece in "Σ∑" else _level(piece))
        opens = following[1] in ("(", "[", "{")
        if function and (opens or piece in "Σ∑"):
            # Σ before a name sums what that name stands for; before brackets it sums what is in them.
            return f"{function}_of" if opens else "+"
        if kind == "name":
            ends = before not in ("(", ",", "+", "-", "*", "/", "**")
            return "*" if ends and _level(piece) in _TIMES else self._named(self._family(piece))
        sign = _SIGNS.get(piece, piece)
        if sign not in ("+", "-", "*", "/", "**", "(", ")", ","):
            raise NotUnderstood(piece)
        return sign

    def _family(self, piece: str) -> Node:
        """A variable; "vi" where there is no such variable is the sum of v1, v2, v3…"""
        level = _level(piece)
        if len(level) > 1 and level.endswith("i") and self.known:
            members = re.compile(re.escape(level[:-1]) + r"\d+")
            family = [Name(code) for code in self.variables if members.fullmatch(_level(code))]
            if family:
                return Gathering(SUM, tuple(family))
        return Name(piece)

    def _named(self, node: Node) -> str:
        name = f"given_{len(self.given)}"
        self.given[name] = node
        return name

    def taken(self, tree: ast.AST) -> Node:
        """What Python's tree says, where it is arithmetic."""
        match tree:
            case ast.Name(id=name) if name in self.given:
                return self.given[name]
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.taken(operand)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negation(self.taken(operand))
            case ast.BinOp(op=ast.Pow(), left=left, right=right):
                return Power(self.taken(left), _exponent(self.taken(right)))
            case ast.BinOp(op=operator, left=left, right=right) if type(operator) in _OPERATIONS:
                return Operation(_OPERATIONS[type(operator)], self.taken(left), self.taken(right))
            case ast.Call(func=ast.Name(id=name), args=items, keywords=[]) if items and name in _CALLED:
                return Gathering(_CALLED[name], tuple(map(self.taken, items)))
        raise NotUnderstood


_CALLED = {f"{kind}_of": kind for kind in (SUM, MEAN)}


def _number(piece: str) -> Number:
    """A comma begins the decimals; a point too, unless three digits follow each: then it groups."""
    digits = piece.rstrip("% ")
    if sum(map(str.isdigit, digits)) > MOST_DIGITS:
        raise TooLarge
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        raise NotUnderstood(piece)
    return Number(Fraction(digits), piece.endswith("%"))


def _exponent(node: Node) -> int:
    sign, number = (-1, node.of) if isinstance(node, Negation) else (1, node)
    if not isinstance(number, Number) or number.percent or number.value.denominator != 1:
        raise NotUnderstood("^")
    if number.value > LARGEST_POWER:
        raise TooLarge
    return sign * int(number.value)


def _degree(node: Node) -> int:
    """How often values are multiplied with one another, which bounds how long a result can grow."""
    match node:
        case Negation():
            return _degree(node.of)
        case Power():
            return _degree(node.base) * max(1, abs(node.exponent))
        case Operation():
            return _degree(node.left) + _degree(node.right)
        case Gathering():
            return sum(map(_degree, node.items))
    return 1


def _stands(level: str, name: str, at: int) -> bool:
    """Whether a name stands at a place of a text as a whole word."""
    end = at + len(name)
    inner = (at > 0 and _joins(level[at - 1])) or (end < len(level) and _joins(level[end]) and _joins(name[-1]))
    return not inner and level.startswith(name, at)


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _level(text: str) -> str:
    """The text in small letters without accents, letter by letter, so that places stay true."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    lower = unicodedata.normalize("NFD", letter.lower())[:1]
    return lower if len(lower) == 1 else letter
