"""Small faults to put into a module, one at a time: if no test fails for one, nobody would notice it.

What is left as it is: docstrings, annotations, decorators and `__all__`, which say something to readers and tools.
"""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

PACKAGE = Path(__file__).parents[2] / "plugins" / "rice_roadmap"

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_NEGATIONS = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_PAIRS = (
    ("min", "max"),
    ("any", "all"),
    ("bisect_left", "bisect_right"),
    ("startswith", "endswith"),
    ("removeprefix", "removesuffix"),
    ("partition", "rpartition"),
    ("find", "rfind"),
    ("union", "intersection"),
    ("least", "most"),
    ("low", "high"),
)
_OTHER_NAMES = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_LEFT_ALONE = frozenset({"annotation", "returns", "decorator_list", "type_comment", "type_params"})
#: Whoever asks whether something holds cannot tell these from None.
_AS_GOOD_AS_NONE = frozenset({"None", "False"})
_MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """One fault: in which function or class (empty: neither), what becomes what, and how to make the module with it.

    `number` tells apart faults that read alike; `is_inside` is whether the fault is in what the function does, not in
    what is done once, when the module is made.
    """

    module: str
    function: str
    is_inside: bool
    before: str
    after: str
    number: int
    make: Callable[[], CodeType]

    @property
    def name(self) -> str:
        """The words by which the list of survivors names it."""
        which = f" ({self.number})" if self.number > 1 else ""
        return f"`{self.module}` `{self.function or 'module'}`: `{self.before}` → `{self.after}`{which}"

    def own_code(self) -> CodeType:
        """Return the code of its function alone, with the fault in it."""
        named = (code for code in _codes(self.make()) if code.co_qualname == self.function)
        return next(code for code in named if code.co_flags & inspect.CO_OPTIMIZED)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Site:
    """A place in a tree where a node stands: in a field of another one, or in a list there.

    `shown` is what a reader must see to know a word or a number again.
    """

    parent: Any
    field: str
    index: int | None
    function: str
    is_inside: bool
    shown: ast.AST

    def put(self, node: ast.AST) -> None:
        """Let a node stand here."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(module: str) -> Iterator[Mutant]:
    """Yield every fault of a module, named by its path in the package, from above."""
    path = PACKAGE / module
    return mutants_of(module, path.read_text(encoding="utf-8"), str(path))


def mutants_of(module: str, source: str, path: str = "") -> Iterator[Mutant]:
    """Yield every fault of a text of Python."""
    tree = ast.parse(source)
    seen: Counter[tuple[str, str, str]] = Counter()
    for site, node in list(_sites(tree, "", tree, is_inside=False)):
        before = _shown(site.shown)
        for other in _alternatives(site, node):
            site.put(ast.copy_location(other, node))
            after = _shown(other if site.shown is node else site.shown)
            site.put(node)
            seen[site.function, before, after] += 1
            yield Mutant(
                module=module,
                function=site.function,
                is_inside=site.is_inside,
                before=before,
                after=after,
                number=seen[site.function, before, after],
                make=partial(_compiled, tree, site, node, other, path or module),
            )


def _compiled(tree: ast.Module, site: _Site, node: ast.AST, other: ast.AST, path: str) -> CodeType:
    site.put(other)
    try:
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)
    finally:
        site.put(node)


def _sites(node: ast.AST, function: str, shown: ast.AST, *, is_inside: bool) -> Iterator[tuple[_Site, ast.AST]]:
    """Yield every node below, with its place."""
    for field, value in ast.iter_fields(node):
        if field in _LEFT_ALONE:
            continue
        # What an argument is by default is worked out once, when the module is made.
        is_body = is_inside or (isinstance(node, ast.FunctionDef) and field == "body")
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                is_small = isinstance(child, ast.Constant | ast.Name | ast.JoinedStr | ast.FormattedValue)
                seen = shown if is_small else child
                yield (
                    _Site(parent=node, field=field, index=index, function=function, is_inside=is_body, shown=seen),
                    child,
                )
                yield from _sites(child, _inside(function, node, child), seen, is_inside=is_body)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _inside(function: str, parent: ast.AST, node: ast.AST) -> str:
    is_named = isinstance(node, ast.FunctionDef | ast.ClassDef)
    if is_named and isinstance(parent, ast.Module | ast.ClassDef):
        return f"{function}.{node.name}".lstrip(".")  # type: ignore[attr-defined]  # the line above has asked
    return function


def _alternatives(site: _Site, node: ast.AST) -> Iterator[ast.AST]:
    if site.field in {"test", "guard", "ifs"} and not _is_negated_anyway(node):
        yield ast.UnaryOp(op=ast.Not(), operand=node)  # type: ignore[arg-type]  # these fields hold expressions
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.Constant():
            yield from _constants(node)
        case ast.Name() | ast.Attribute():
            yield from _names(node)
        case ast.Call(func=ast.Name(id="sorted" | "reversed"), args=[first, *_]):
            yield ast.Call(func=ast.Name(id="list", ctx=ast.Load()), args=[first], keywords=[])
        case ast.Return(value=value) if value is not None and ast.unparse(value) not in _AS_GOOD_AS_NONE:
            yield ast.Return(value=ast.Constant(value=None))
        case _:
            yield from _operations(node)
    yield from _removed(node)


def _operations(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield ast.BinOp(left=node.left, op=_ARITHMETIC[type(op)](), right=node.right)
        case ast.AugAssign(op=op) if type(op) in _ARITHMETIC:
            yield ast.AugAssign(target=node.target, op=_ARITHMETIC[type(op)](), value=node.value)
        case ast.BoolOp():
            yield ast.BoolOp(op=ast.Or() if isinstance(node.op, ast.And) else ast.And(), values=node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield node.operand


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for index, op in enumerate(node.ops):
        ops = [*node.ops[:index], _COMPARISONS[type(op)](), *node.ops[index + 1 :]]
        yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool(value):
            yield ast.Constant(value=not value)
        case int(number):
            yield ast.Constant(value=number + 1)
        case str(text):
            yield ast.Constant(value="" if text else "x")
        case bytes(raw):
            yield ast.Constant(value=b"" if raw else b"x")


def _names(node: ast.Name | ast.Attribute) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load) and node.id in _OTHER_NAMES:
            yield ast.Name(id=_OTHER_NAMES[node.id], ctx=ast.Load())
    elif node.attr in _OTHER_NAMES:
        yield ast.Attribute(value=node.value, attr=_OTHER_NAMES[node.attr], ctx=node.ctx)


def _removed(node: ast.AST) -> Iterator[ast.AST]:
    """Yield nothing in the place of a statement without which the code still runs."""
    is_assigned_inside = isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break) or is_assigned_inside:
        # Not `pass`: a function stays a generator, and a name stays its own.
        yield ast.If(test=ast.Constant(value=False), body=[node], orelse=[])  # type: ignore[list-item]  # statements


def _is_negated_anyway(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return len(node.ops) == 1 and isinstance(node.ops[0], _NEGATIONS)
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Constant) and node.test.value is False:
        return "nothing"
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split()).replace("`", "'")
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
