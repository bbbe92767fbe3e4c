"""The package's own rules, over its syntax trees: which way imports go, what is documented, how long a module is."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import communique

PACKAGE = Path(communique.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

LAYERS = (
    {"model", "problems"},
    {"rules"},
    {"fields", "forge", "strict"},
    {"config", "vocabulary", "sentences", "dateline", "wording", "progress", "files", "git"},
    {"changes"},
    {"extract", "recognise", "draft", "briefing", "ledger", "library", "compose", "render", "reading", "desk"}
    | {"explain", "duplicates", "site", "search", "publish", "quality", "history", "fetch", "difference", "edit"}
    | {"examine", "report"},
    {"schemas"},
    {"collection"},
    {"versions", "findings"},
    {"build"},
    {"intake", "watch", "earlier", "correct", "checking"},
    {"assess", "offers"},
    {"accession"},
    {"cli", "mkdocs_hooks"},
)
"""Who stands on whom. A module imports from lower layers only, so no stage imports another stage."""

PURE = {"extract", "recognise", "draft", "briefing", "ledger", "library", "compose", "render", "reading", "desk"}
PURE |= {"difference", "edit", "explain", "duplicates", "quality", "examine", "report"}
"""The stages that take and return values; those who load and write do it for them."""

REMEMBERING = {"communique.extract.phrases._ready", "communique.extract.phrases._patterns"}
"""Functions that keep something made of a vocabulary, by its identity: it takes longer to make than an article."""

LONGEST = 350
"""Most lines of a module."""


def _part(module: str) -> str:
    """Return the first name below the package: 'compose' for communique.compose.pages."""
    return module.removeprefix("communique").lstrip(".").split(".")[0]


def _imports(module: str) -> Iterator[str]:
    """Yield the modules that a module imports, anywhere in it; names of our own modules in full."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative name"
            source = str(node.module)
            inner = {name.name: f"{source}.{name.name}" for name in node.names}
            yield from {full if full in MODULES else source for full in inner.values()}


def _inner(module: str) -> set[str]:
    return {name for name in _imports(module) if name.split(".")[0] == "communique"}


def _crossings() -> set[tuple[str, str]]:
    """Return which part of the package imports which other."""
    pairs = {(_part(module), _part(name)) for module in MODULES for name in _inner(module)}
    return {(one, other) for one, other in pairs if one != other and other}


def test_every_module_has_its_place() -> None:
    """Each part stands in one layer, and each layer names only what exists."""
    named = [part for layer in LAYERS for part in layer]
    assert sorted(named) == sorted({_part(module) for module in MODULES} - {""})


def test_imports_go_one_way() -> None:
    """A module stands on lower layers only."""
    height = {part: number for number, layer in enumerate(LAYERS) for part in layer}
    assert {(one, other) for one, other in _crossings() if height[one] <= height[other]} == set()


def test_stages_do_not_touch_the_disk() -> None:
    """No stage that computes imports the module that reads and writes."""
    assert {one for one, other in _crossings() if other == "files"}.isdisjoint(PURE)


def test_no_module_imports_itself_by_a_detour() -> None:
    """There is no cycle among all modules, those inside a part included."""
    graph: Mapping[str, set[str]] = {module: _inner(module) - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail(f"cycle: {' -> '.join(cycle.args[1])}")


@pytest.mark.parametrize("module", ["communique.model", "communique.problems"])
def test_the_nouns_need_only_the_standard_library(module: str) -> None:
    """What every other module stands on stands on nothing."""
    assert {name.split(".")[0] for name in _imports(module)} <= sys.stdlib_module_names


def test_the_map_imports_nothing() -> None:
    """The package's own file is its map, a line a part; importing one module loads no other."""
    assert list(_imports("communique")) == []
    drawn = str(ast.get_docstring(TREES["communique"])).replace(",", " ").split()
    assert {_part(module) for module in MODULES} - {""} <= set(drawn)


def test_only_the_command_line_prints() -> None:
    """A function that prints cannot be used by another program."""
    found = {
        _part(module)
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert found <= {"cli"}


@pytest.mark.parametrize("module", MODULES)
def test_what_is_public_is_explained(module: str) -> None:
    """Every module has a docstring, and so has every public function, class and method in it."""
    tree = TREES[module]
    assert ast.get_docstring(tree)
    assert [name for name, node in _public(tree) if not ast.get_docstring(node)] == []


def _public(
    tree: ast.Module | ast.ClassDef,
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


@pytest.mark.parametrize("module", MODULES)
def test_no_module_grows_out_of_sight(module: str) -> None:
    """A module that gets longer is parted into a package of the same name."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_read_when_a_module_is_imported(module: str) -> None:
    """Files are read by the functions that need them, not at import."""
    reading = {"open", "read_text", "read_bytes", "glob", "rglob", "iterdir"}
    outside = (node for node in TREES[module].body if not isinstance(node, ast.FunctionDef | ast.ClassDef))
    calls = (call.func for node in outside for call in ast.walk(node) if isinstance(call, ast.Call))
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
    assert names.isdisjoint(reading)


def test_what_is_remembered_depends_on_words_alone() -> None:
    """A cache for the whole module is only for functions of texts; else one collection could see another's values."""
    words = {"str", "PartialDate", "PartialDate | None"}
    others = {
        f"{module}.{node.name}"
        for module, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and _is_cached(node)
        if not {ast.unparse(part.annotation) for part in node.args.args if part.annotation} <= words
    }
    assert others == REMEMBERING


def _is_cached(node: ast.FunctionDef) -> bool:
    marks = {ast.unparse(mark).split("(")[0].split(".")[-1] for mark in node.decorator_list}
    return bool(marks & {"cache", "lru_cache"})
