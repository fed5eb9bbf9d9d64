"""The text rule: what a text is once it has entered, so that what is printed and read again is the same text.

The rule, in order: line ends (CRLF, CR, page and line breaks of Word and
of Unicode) become LF; every other blank (no-break spaces, tabs,
thin spaces) becomes an ordinary space, because nobody can see the difference on paper; marks without width (U+200B,
U+2060, U+FEFF, the soft hyphen) go; what remains is composed (Unicode NFC); blanks at the ends of lines and of the
whole text go. Control characters, lone surrogates and marks that turn the direction of writing are refused: an entry
asks `refused_characters` and tells the person; `clean_text` leaves them out.
"""

import re
import unicodedata

EXCEL_CELL_LIMIT = 32_767
"""Characters one cell of a spreadsheet holds (UTF-16 code units, as Excel counts them)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LINE_ENDS_OF_FILES = re.compile("\r\n?")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BLANKS_BUT_TAB = re.compile("[\v\f\x85\u2028\u2029\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\xad]")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINE_TAIL = re.compile("(?<! ) ++(?=\n)")
_PLAIN = re.compile("[ -~\n¡-¬®-ÿ\u2010-\u2027]*")


def clean_text(text: str) -> str:
    """The text after the rule. Cleaning twice changes nothing."""
    if _PLAIN.fullmatch(text) and " \n" not in text:
        return text.strip(" \n")
    return _LINE_TAIL.sub("", _composed(_LINE_ENDS.sub("\n", text), _BLANKS)).strip(" \n")


def clean_lines(text: str) -> str:
    """The rule for a whole file of text: tabs and blanks at the ends stay, for they separate cells; a line ends only
    where an editor that numbers lines ends it."""
    return _composed("\n".join(lines_of(text)), _BLANKS_BUT_TAB)


def lines_of(text: str) -> list[str]:
    """The lines of a file of text as an editor numbers them."""
    return _LINE_ENDS_OF_FILES.sub("\n", text).split("\n")


def refused_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that no entry accepts, as "U+0007", each once, in the order met."""
    if _PLAIN.fullmatch(text):
        return ()
    return tuple(dict.fromkeys(f"U+{ord(found):04X}" for found in _REFUSED.findall(text)))


def without_refused(text: str) -> str:
    """The text without the characters that no entry accepts."""
    return _REFUSED.sub("", text)


def fits_in_cell(text: str) -> bool:
    """Whether one cell of a spreadsheet can hold the text."""
    return len(text) <= EXCEL_CELL_LIMIT // 2 or len(text.encode("utf-16-le", "replace")) // 2 <= EXCEL_CELL_LIMIT


def _composed(text: str, blanks: re.Pattern[str]) -> str:
    text = blanks.sub(" ", text)
    return unicodedata.normalize("NFC", _REFUSED.sub("", _NO_WIDTH.sub("", text)))
