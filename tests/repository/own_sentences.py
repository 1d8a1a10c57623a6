"""Finding code that searches, cuts, compares or parses sentences which iopkit has made itself.

What is meant is told from what is read: a file, an answer, the name of a column are text of
others, and reading text is what a reader is for. So it depends on where code stands and on what it
looks for.

================  =========================================================================
a room of output  there every text is already made, so nothing may look into one
a reader          a needle that is words ("did you mean", `f"is {answer}"`), and whatever
                  looks into a message, a hint, a code or the text of an error
any other room    that, and a text that is taken apart at its blanks
================  =========================================================================
"""

import ast
from collections.abc import Iterator
from pathlib import Path

OUTPUT = frozenset({"describe", "draw", "export", "pages", "report", "terminal"})
"""Rooms in which text is only made; `report` is what `terminal` was called once."""

READERS = frozenset({"cli", "columns", "files", "hookspecs", "registry", "scaffold", "simulate"})
"""Rooms that read text of others: files, command lines, tables, run folders."""

LOOKS = frozenset(
    {
        "endswith",
        "find",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rpartition",
        "rsplit",
        "split",
        "startswith",
    }
)
"""Methods of a text that look into it."""
PATTERNS = frozenset({"compile", "findall", "finditer", "fullmatch", "match", "search", "sub"})
"""Functions of `re`."""
SAID = frozenset({"hint", "message", "predicate", "recorded", "remedy", "sentence"})
"""Attributes that hold what iopkit says."""
LAYOUT = frozenset({"", "\n", "\r\n", "_", "-", ".", ","})
"""What is no word: lines are laid out by it, names are spelled with it."""


def searches(path: Path, root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield where a module looks into a sentence: function, line, and the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    room = path.relative_to(root).parts[0].removesuffix(".py")
    yield from _in_body(_Constants(tree).visit(tree), "", {}, room)


def _in_body(
    node: ast.AST, name: str, texts: dict[str, bool], room: str
) -> Iterator[tuple[str, int, str]]:
    """Walk a scope; `texts` are the names in it that hold texts, and whether iopkit said them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}.{child.name}" if name else child.name
            yield from _in_body(child, inner, _texts_of(child, texts), room)
            continue
        if _looks(child, texts, room):
            yield name, getattr(child, "lineno", 0), ast.unparse(child)
        yield from _in_body(child, name, texts, room)


class _Constants(ast.NodeTransformer):
    """Put the texts of a module's constants where they are used."""

    def __init__(self, tree: ast.Module) -> None:
        self._texts: dict[str, ast.Constant] = {}
        for node in tree.body:
            target: ast.expr | None = node.target if isinstance(node, ast.AnnAssign) else None
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target = node.targets[0]
            value = getattr(node, "value", None)
            if not isinstance(target, ast.Name) or not isinstance(value, ast.Constant):
                continue
            if isinstance(value.value, str):
                self._texts[target.id] = value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._texts.get(node.id, node) if isinstance(node.ctx, ast.Load) else node


def _texts_of(scope: ast.AST, outer: dict[str, bool]) -> dict[str, bool]:
    """Return the names of a function that hold texts: parameters, and what is bound to one."""
    texts = dict(outer)
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        arguments = scope.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            is_text = isinstance(each.annotation, ast.Name) and each.annotation.id == "str"
            texts.pop(each.arg, None)
            if is_text:
                texts[each.arg] = False
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and (kind := _kind(node.value, texts)) is not None:
                    texts[target.id] = texts.get(target.id, False) or kind
    return texts


def _kind(node: ast.expr, texts: dict[str, bool]) -> bool | None:
    """Return whether an expression is a text that iopkit said; None when it may be no text."""
    match node:
        case ast.Name(id=name):
            return texts.get(name)
        case ast.JoinedStr():
            return any(_is_words(part) for part in node.values)
        case ast.Constant(value=str()):
            return False
        case ast.Attribute(attr=attribute) if attribute in SAID:
            return True
        case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)]) if "error" in name:
            return True
        case ast.Call(func=ast.Name(id="str")):
            return False
        case ast.Call(func=ast.Attribute(attr="join")):
            return False
        case ast.Call(func=ast.Attribute(value=inner, attr=attribute)) if attribute in LOOKS or (
            attribute in {"strip", "lower", "casefold", "capitalize"}
        ):
            return _kind(inner, texts)
        case _:
            return None


def _is_words(node: ast.expr) -> bool:
    """Whether a part of a needle is words: letters beside a blank, or a sign of our layout."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    text = node.value
    return (" " in text and any(char.isalpha() for char in text)) or text.strip() in {"·", "`"}


def _has_blank(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and " " in str(node.value)


def _needles(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.JoinedStr(values=values):
            yield from values
        case ast.Tuple(elts=elements) | ast.Set(elts=elements) | ast.List(elts=elements):
            for each in elements:
                yield from _needles(each)
        case _:
            yield node


def _looks(node: ast.AST, texts: dict[str, bool], room: str) -> bool:
    is_output = room in OUTPUT
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="re"), attr=function), args=[_, *rest]
        ) if function in PATTERNS - {"compile"}:
            return is_output or any(_kind(each, texts) for each in rest)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile")):
            return is_output
        case ast.Call(func=ast.Attribute(value=text, attr=method), args=[needle, *_]) if (
            method in LOOKS
        ):
            is_blank = isinstance(needle, ast.Constant) and needle.value == " "
            return (
                bool(_kind(text, texts))
                or (isinstance(text, ast.Attribute) and text.attr == "code")
                or (is_blank and method != "replace" and room not in READERS)
                or any(map(_is_words, _needles(needle)))
                or (isinstance(needle, ast.JoinedStr) and any(map(_has_blank, needle.values)))
                or (isinstance(needle, ast.Name) and bool(texts.get(needle.id)))
                or (isinstance(needle, ast.JoinedStr) and is_output)
                or (is_output and not _is_layout(needle))
            )
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
            kind = _kind(right, texts)
            words = any(map(_is_words, _parts(right)))
            return bool(kind) or (is_output and kind is not None and _is_name(left)) or words
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[right]):
            return any(_is_said(each) for each in (left, right)) and not any(
                isinstance(each, ast.Constant) and each.value == "" for each in (left, right)
            )
        case _:
            return False


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the parts of f-strings among which something is looked for."""
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        for each in node.elts:
            if isinstance(each, ast.JoinedStr):
                yield from each.values


def _is_name(node: ast.expr) -> bool:
    """Whether something is looked for that is no single sign."""
    return not (isinstance(node, ast.Constant) and len(str(node.value)) <= 1)


def _is_said(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in SAID


def _is_layout(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in LAYOUT
