"""Jinja as themes use it: escaping always, strict about what is not there, and quick to print and to call."""

from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from timeline.theme.compiled import Compiled

COMPILED = Compiled()


def environment(source: Callable[[str], tuple[str, str, None] | None]) -> jinja2.Environment:
    """An environment whose templates are what source gives for their names: text, file, None."""
    return _Environment(
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=COMPILED,
        finalize=printed,
    )


def printed(value: Any) -> str:
    """A value as it stands in a page: escaped, but for Markup."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    # Looking, for one sign at a time, is quicker than escaping, and most texts need none.
    if kind is str and not ("&" in value or "<" in value or ">" in value or "'" in value or '"' in value):
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    # A template that prints None has forgotten a case; better a build that stops than a page that says "None".
    if value is None:
        raise jinja2.TemplateRuntimeError("a template prints a value that is not there")
    return escape(value)


def safe(text: str) -> Markup:
    """What templates or the Markdown's allowlist made, as Markup; quicker than its own way, which asks what text is."""
    return str.__new__(Markup, text)


def _macro(function: Callable[..., str], name: str, arguments: tuple[str, ...]) -> Callable[..., Markup]:
    """A macro of a template, as it is called with some values by place and others by name."""

    def called(*values: Any, **named: Any) -> Markup:
        if len(values) < len(arguments):
            values += tuple([named.pop(one, missing) for one in arguments[len(values) :]])
        if named or len(values) > len(arguments):
            unknown = f"no {next(iter(named))!r}" if named else f"at most {len(arguments)}"
            raise TypeError(f"macro {name!r} takes {unknown}")
        return safe(function(*values))

    return called


class _Context(Context):
    """What a template sees. Nothing that templates call here asks for the context, so it need not be looked for."""

    def call(
        self, function: Callable[..., Any], *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*values, **named)


class _Code(CodeGenerator):
    """Templates as Python in which a printed value goes through finalize alone, and calls are plain calls."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            name, arguments = getattr(macro_ref.node, "name", None), tuple(one.name for one in macro_ref.node.args)
            self.write(f"environment.macro(macro, {name!r}, {arguments!r})")


class _Environment(jinja2.Environment):
    code_generator_class = _Code
    context_class = _Context
    macro = staticmethod(_macro)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # Templates have no globals of their own; a chain of mappings would be walked for every part of a page.
        return self.globals
