"""Lines of a text -> blocks: a block is a paragraph or a line that stands alone, and is named as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.extract.signs import is_address, is_prose
from communique.model import LineKind

MIN_COLUMN, MAX_COLUMN = 36, 110
"""Between these widths a text may be hard-wrapped; teletype, mail and Usenet used 60 to 80 columns."""

SLACK = 8
"""How far a wrapped line may fall short of the margin by more than the next line's first word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A non-empty line of a file: `number` counts all its lines from 1; `text` still has its indentation."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together, their text on one line, and what the markup says they are, if it does.

    `prose`: the text is one or more whole sentences.
    """

    rows: tuple[Row, ...]
    text: str
    prose: bool
    hint: LineKind | None = None


_ALONE = re.compile(
    r"^\s*(?:(?:MORE|ENDS)(?: [A-Z]{2,4})?(?: \d{4})?|ZCZC\b.*|NNNN|[A-Z]{1,2}\d{3,4})\s*$"
    r"|^(?:From|To|Cc|Newsgroups|Subject|Date|Message-I[Dd]|Keywords|Organization|Lines|Path|Approved|Reply-To"
    r"|References|ACategory|Slugword|Priority|Format|X-[\w-]+): ?\S|^#{1,3} [A-Z]|^- \[[^\[\]]+\]\(\S+\)\s*$"
)
"""The codes of a teleprinter, the header lines of mail and Usenet, and the headings and links of an agency's notebook
below its copy, which stand by themselves."""

_ONE_CELL = re.compile(r"^\| ?([^|]+?) ?\|$")
"""A table of one cell, which pages set around a picture and its caption."""

Kinds = list[LineKind | None]
"""The kind of each block, None while it is unknown."""


def rows(text: str, first_line: int = 1) -> tuple[Row, ...]:
    """Return the non-empty lines of a text."""
    numbered = enumerate(text.expandtabs(4).split("\n"), first_line)
    return tuple(Row(number, line.rstrip()) for number, line in numbered if line.strip())


def plain(lines: Sequence[Row]) -> list[Block]:
    """Return the blocks of plain text: each line by itself, or the paragraphs of a hard-wrapped text.

    A hard-wrapped text came over a wire or by mail: from its first paragraph on, tables included, it is hinted to be
    body throughout.
    """
    column = _column([line for line in lines if not _ALONE.match(line.text)])
    if column is None:
        return [block((line,)) for line in lines]
    paragraphs: list[list[Row]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1][-1], line, column):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    first = next((i for i, paragraph in enumerate(paragraphs) if len(paragraph) > 1), len(paragraphs))
    return [block(paragraph, "body" if i >= first else None) for i, paragraph in enumerate(paragraphs)]


def block(lines: Iterable[Row], hint: LineKind | None = None) -> Block:
    """Return the block of some rows, their text joined by single spaces."""
    taken = tuple(lines)
    text = _ONE_CELL.sub(r"\1", " ".join(" ".join(line.text for line in taken).split()))
    return Block(taken, text, is_prose(text), hint)


def is_paragraph(blocks: Sequence[Block], kinds: Kinds, i: int) -> bool:
    """Tell whether there is a block of that number, and it is or may be a paragraph of the body."""
    return 0 <= i < len(blocks) and (kinds[i] == "body" or (kinds[i] is None and blocks[i].prose))


def paragraphs(blocks: Sequence[Block], kinds: Kinds) -> Iterator[int]:
    """Yield the numbers of the blocks that are or may be paragraphs of the body."""
    return (i for i in range(len(blocks)) if is_paragraph(blocks, kinds, i))


def _column(lines: Sequence[Row]) -> int | None:
    """Return the margin at which a text is wrapped, or None.

    Most lines that have a next line must run on into it, and most of those come near the margin.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 3:
        return None
    column = lengths[(len(lengths) - 1) * 9 // 10]
    beyond = sum(length > column + 2 * SLACK for length in lengths)
    if not MIN_COLUMN <= column <= MAX_COLUMN or beyond > 1 + len(lengths) // 50:
        return None
    pairs = [pair for pair in pairwise(lines) if _adjacent(*pair)]
    running = [pair for pair in pairs if _runs_on(*pair, column)]
    near = [one for one, _ in running if len(one.text) * 5 > column * 3]
    if len(near) * 2 < len(running):
        return None
    wrapped = len(pairs) * 5 >= len(lines) * 2 and len(running) * 2 >= len(pairs) and _has_long_run(running, column)
    return column if wrapped else None


def _has_long_run(pairs: Sequence[tuple[Row, Row]], column: int) -> bool:
    """Tell whether some line near the margin breaks off in mid-sentence, and not one headline above another."""
    return any(
        not one.text.endswith((".", "!", "?")) and _same_flow(one, other) and len(one.text) * 5 > column * 3
        for one, other in pairs
    )


def _same_flow(one: Row, other: Row) -> bool:
    first = other.text.lstrip()[:1]
    return first.islower() or (one.text.isupper() and other.text.isupper())


def _continues(one: Row, other: Row, column: int) -> bool:
    """Tell whether a line of a wrapped text runs on into the next.

    A line that stops short in mid-sentence does: its dateline has been taken off. A headline in capitals above common
    text does not, nor does a byline above a date.
    """
    if is_address(other.text.strip()) or _is_sign_off(one.text, other.text):
        return False
    if any(map(_ALONE.match, (one.text, other.text))):
        return False
    if _runs_on(one, other, column):
        return True
    cut = _adjacent(one, other) and _indent(other) == 0 and _is_broken_off(one.text)
    return cut and not one.text.isupper() and not (_is_byline(one.text) and any(map(str.isdigit, other.text)))


def _runs_on(one: Row, other: Row, column: int) -> bool:
    """Tell whether a line surely runs on: into a small letter, or as the next word would not have fitted."""
    if not _adjacent(one, other) or _indent(other) > _indent(one):
        return False
    text = other.text.lstrip()
    return text[0].islower() or len(one.text) + 1 + len(text.split(maxsplit=1)[0]) > column - SLACK


def _is_sign_off(one: str, other: str) -> bool:
    """Tell a single word below a sentence's end: the agency's name, 'Ends'."""
    return one.endswith((".", '."', ".'")) and other.strip().isalpha()


def _is_broken_off(text: str) -> bool:
    return text[-1].isalpha() or text[-1] == ","


def _is_byline(text: str) -> bool:
    return text.lstrip().lower().startswith("by ")


def _adjacent(one: Row, other: Row) -> bool:
    return other.number == one.number + 1


def _indent(line: Row) -> int:
    return len(line.text) - len(line.text.lstrip())
