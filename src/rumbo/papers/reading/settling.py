"""The blocks of a document that says itself what a heading is, settled by the same words as those of a plain text.

Few authors use styles and lists: most type "5.1. Antecedentes" or "a) Capacitar". What a program does not say is read
from the line, so that a document gives the same flow whether it comes as text, Word, web page or pdf.
"""

import re
from dataclasses import replace

from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading.layers import Flow
from rumbo.papers.reading.text_blocks import (
    LONGEST_HEADING,
    Line,
    is_leveled,
    numbered,
    numbered_item,
    opens_with_number,
    plain_block,
)

STARRED = re.compile(r"\*+[^\W\d_]")
"""A note below a table, called by a star in it."""


def settled(flow: Flow) -> Flow:
    """The flow with paragraphs told apart: headings, items, notes and captions by the way they begin."""
    leveled = any(
        isinstance(each, RawBlock) and each.kind is Piece.PARAGRAPH and is_leveled(each.text) for each in flow
    )
    return [_settled(flow, at, leveled) for at in range(len(flow))]


def _settled(flow: Flow, at: int, leveled: bool) -> RawBlock | RawTable:
    block = flow[at]
    if isinstance(block, RawTable):
        return block
    if block.kind is Piece.PARAGRAPH and STARRED.match(block.text):
        return replace(block, kind=Piece.NOTE)
    if block.kind is Piece.PARAGRAPH:
        alone = not any(_is_counted(flow[near]) for near in (at - 1, at + 1) if 0 <= near < len(flow))
        read = plain_block(Line(block.text, block.cell, alone), block.text, leveled, block.marked)
        return replace(read, part=block.part, marked=block.marked)
    if block.kind is Piece.HEADING:
        number, text = numbered(block.text)
        return replace(block, number=number, text=text) if number and block.number in ("", number) else block
    if block.kind is Piece.ITEM and not block.number:
        number, text = numbered_item(block.text)
        return replace(block, number=number, text=text)
    return block


def _is_counted(block: RawBlock | RawTable) -> bool:
    """Whether a block opens with a number of one level, so that a neighbour that does is an item beside it."""
    if not isinstance(block, RawBlock) or block.kind is not Piece.PARAGRAPH or len(block.text) > LONGEST_HEADING:
        return False
    return opens_with_number(block.text)
