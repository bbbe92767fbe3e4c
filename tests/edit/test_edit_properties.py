"""Edits of generated front matter: the values that were meant, and not a byte beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from communique import edit, strict
from communique.briefing import KEYS, Known, parse
from communique.edit import style
from communique.problems import BuildError

LISTS = ("parties", "mentions", "topics", "people", "key_points", "aliases")
TEXTS = ("id", "title", "lang", "status", "event_date", "summary")

words = st.text(st.sampled_from("abz AÉ'\"#:-,[]{}&*!|>%@`\\~?=0129.\t漢🚢\u2028\n"), min_size=1, max_size=24)
plain_words = st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,2}", fullmatch=True)
"""Texts that may stand without quotes."""

line_ends = st.sampled_from(["\n", "\n", "\r\n"])
comments = st.sampled_from(["", "", "", " # a note", "   # - x: 'y", "\t# tab", "  "])
between = st.sampled_from(["", "", "", "# above: [x]\n", "\n", " \n", "# one\n# two\r\n", "\r\n"])

people = st.lists(
    st.one_of(words, st.fixed_dictionaries({"name": words, "role": words}), st.fixed_dictionaries({"text": words})),
    max_size=4,
)
values = st.one_of(words, people, st.dictionaries(st.sampled_from(["by", "on", "note"]), words, min_size=1))


@st.composite
def written_texts(draw: st.DrawFn) -> str:
    """Draw a text as people write one on a line: plain, or in either kind of quotes."""
    if draw(st.booleans()):
        return draw(plain_words)
    return style.inline(draw(words), draw(st.sampled_from(["", "'", '"'])))


@st.composite
def blocks(draw: st.DrawFn, key: str) -> str:
    """Draw a key with its value as people write it: on one line, over several, with notes beside."""
    end, note = draw(line_ends), draw(comments)
    space = draw(st.sampled_from([" ", "  ", "\t"]))
    kinds = ["text", "block text"] if key in TEXTS else ["brackets", "items", "mappings", "braces", "wide brackets"]
    kind = draw(st.sampled_from(kinds))
    items = draw(st.lists(written_texts(), min_size=1, max_size=4))
    room = draw(st.sampled_from(["", "  ", "      "]))
    if kind == "text":
        return f"{key}:{space}{items[0]}{note}{end}"
    if kind == "block text":
        sign = draw(st.sampled_from([">", "|", ">-", "|-"]))
        lines = draw(st.lists(plain_words, min_size=1, max_size=3))
        return f"{key}: {sign}{note.replace(chr(9), ' ')}{end}" + "".join(f"  {line}{end}" for line in lines)
    if kind == "brackets":
        return f"{key}:{space}[{', '.join(map(_in_brackets, items))}]{note}{end}"
    if kind == "wide brackets":
        return f"{key}: [{note}{end}" + "".join(f"    {_in_brackets(item)},{end}" for item in items) + f"  ]{end}"
    if kind == "braces":
        return f"{key}: [{{name: {_in_brackets(items[0])}, role: x}}]{note}{end}"
    if kind == "items":
        notes = [draw(comments) for _ in items]
        below = "".join(f"{room}-{space}{item}{one}{end}" for item, one in zip(items, notes, strict=True))
        return f"{key}:{note}{end}{below}"
    below = "".join(f"{room}- name: {item}{draw(comments)}{end}{room}  role: x{end}" for item in items)
    return f"{key}:{note}{end}{below}"


def _in_brackets(item: str) -> str:
    return item if item[:1] in {"'", '"'} else style.inline(item)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str], str, dict[str, int]]:
    """Draw a briefing's file: what is before the keys, the pieces of the front matter, what follows, where keys are."""
    keys = draw(st.lists(st.sampled_from([*TEXTS, *LISTS]), unique=True, min_size=1, max_size=6))
    pieces: list[str] = []
    places: dict[str, int] = {}
    for key in keys:
        pieces.append(draw(between))
        places[key] = len(pieces)
        pieces.append(draw(blocks(key)))
    pieces.append(draw(between))
    end = draw(line_ends)
    before = f"{draw(st.sampled_from(['', chr(0xFEFF)]))}---{end}"
    after = draw(
        st.sampled_from(["---", "---\n", "---  \r\nText.\n", "---\n\nText\n\n---\n\nMore # text", "-----\t\n\n"])
    )
    return before, pieces, after, places


def _read(before: str, pieces: list[str], after: str) -> dict[str, Any]:
    """Read generated front matter; what strict reading refuses is not of interest here."""
    front = "".join(pieces)
    tree, problems = strict.parse(front, "x.md")
    assume(tree is not None and not problems and isinstance(tree.value, dict))
    assert tree is not None
    text = before + front + after
    assert edit.values("x.md", text) == tree.value
    return dict(tree.value)


def _edited(change: Callable[[], str], *, may_be_refused: bool) -> str | None:
    try:
        made = change()
    except BuildError:
        assert may_be_refused
        event("refused")
        return None
    event("edited")
    return made


@settings(max_examples=150)
@given(files(), st.data())
def test_another_value(file: tuple[str, list[str], str, dict[str, int]], data: st.DataObject) -> None:
    """A key gets another value; all pieces before and behind it keep their bytes. Only comments are a reason not to."""
    before, pieces, after, places = file
    old = _read(before, pieces, after)
    key = data.draw(st.sampled_from(sorted(places)))
    value = data.draw(words if key in TEXTS else values)
    at = places[key]
    text = before + "".join(pieces) + after
    made = _edited(
        lambda: edit.revised("x.md", text, {key: value}, KEYS), may_be_refused="#" in pieces[at] or "\u2028" in text
    )
    if made is not None:
        head, tail = before + "".join(pieces[:at]), "".join(pieces[at + 1 :]) + after
        assert made.startswith(head) and made.endswith(tail) and len(made) > len(head) + len(tail)
        assert edit.values("x.md", made) == {**old, key: style.plain(value)}


@settings(max_examples=150)
@given(files(), st.data())
def test_a_new_key(file: tuple[str, list[str], str, dict[str, int]], data: st.DataObject) -> None:
    """A missing key is put in; without it the text is what it was."""
    before, pieces, after, places = file
    old = _read(before, pieces, after)
    key = data.draw(st.sampled_from([key for key in KEYS if key not in places]))
    value = data.draw(values)
    text = before + "".join(pieces) + after
    made = _edited(lambda: edit.revised("x.md", text, {key: value}, KEYS), may_be_refused="\u2028" in text)
    if made is not None:
        more = len(made) - len(text)
        assert any(made[:at] + made[at + more :] == text for at in range(len(text) + 1))
        assert edit.values("x.md", made) == {**old, key: style.plain(value)}
        assert edit.revised("x.md", made, {key: None}, KEYS) == text


@settings(max_examples=150)
@given(files(), st.data())
def test_a_key_less(file: tuple[str, list[str], str, dict[str, int]], data: st.DataObject) -> None:
    """A key goes with its own lines and no others."""
    before, pieces, after, places = file
    old = _read(before, pieces, after)
    assume(len(places) > 1)
    key = data.draw(st.sampled_from(sorted(places)))
    text = before + "".join(pieces) + after
    made = _edited(lambda: edit.revised("x.md", text, {key: None}, KEYS), may_be_refused="\u2028" in text)
    if made is not None:
        assert made == before + "".join(piece for at, piece in enumerate(pieces) if at != places[key]) + after
        assert edit.values("x.md", made) == {name: value for name, value in old.items() if name != key}


@settings(max_examples=150)
@given(files(), st.data())
def test_another_list(file: tuple[str, list[str], str, dict[str, int]], data: st.DataObject) -> None:
    """Items that stay in a list keep their order and their way of writing; only comments are a reason to refuse."""
    before, pieces, after, places = file
    old = _read(before, pieces, after)
    keys = [key for key in places if isinstance(old[key], list)]
    assume(keys)
    key = data.draw(st.sampled_from(sorted(keys)))
    kept = [item for item in old[key] if data.draw(st.booleans())]
    for item in data.draw(people):
        kept.insert(data.draw(st.integers(0, len(kept))), item)
    text = before + "".join(pieces) + after
    comment = "#" in pieces[places[key]] or "\u2028" in text
    made = _edited(lambda: edit.revised("x.md", text, {key: kept}, KEYS), may_be_refused=comment)
    if made is not None:
        assert edit.values("x.md", made) == {**old, key: kept}
        assert _notes(made) >= _notes(text)


@settings(max_examples=100)
@given(files(), words)
def test_another_body(file: tuple[str, list[str], str, dict[str, int]], body: str) -> None:
    """The front matter keeps its bytes, whatever the body holds, and the body reads as it was meant."""
    before, pieces, after, _ = file
    _read(before, pieces, after)
    text = before + "".join(pieces) + after
    made = edit.with_body("x.md", text, body)
    assert made.startswith(before + "".join(pieces))
    known = Known((), (), "en")
    plain = "---\ntitle: A\n" + made[len(before + "".join(pieces)) :]
    read, _ = parse("briefings/x.md", plain, known)
    assert read is not None and read.body.strip() == body.strip()


def _notes(text: str) -> int:
    return text.count("# a note") + text.count("# above: [x]") + text.count("# tab")
