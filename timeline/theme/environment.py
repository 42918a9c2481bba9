"""Jinja as themes use it: escaping always, strict about what is not there, and quick to print and to call."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape

from timeline.theme.code import Code
from timeline.theme.compiled import Compiled
from timeline.theme.mistakes import Mistake, NotThere

COMPILED = Compiled()
ESCAPED = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))
# A longer loop would fill the memory before anybody sees that it has no end.
LONGEST_RANGE = 100_000


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
        raise Mistake("template-failed", "what is printed here is not there (none)")
    return escaped(value) if kind is str else escape(value)


def escaped(text: str) -> str:
    """What markupsafe's escape() makes of a text, as a text."""
    for sign, written in ESCAPED:
        text = text.replace(sign, written)
    return text


def safe(text: str) -> Markup:
    """What templates or the Markdown's allowlist made, as Markup; quicker than its own way, which asks what text is."""
    return str.__new__(Markup, text)


def _joined(*values: Any) -> str:
    """What Jinja's `~` makes of values, some of which may be Markup; most are texts and numbers."""
    for value in values:
        if type(value) is not str and type(value) is not int:
            return markup_join(values)
    return "".join(map(str, values))


class _Macro:
    """A macro of a template, as it is called with some values by place and others by name."""

    __slots__ = ("arguments", "function", "name")

    def __init__(self, function: Callable[..., list[str]], name: str, arguments: tuple[str, ...]) -> None:
        function.__defaults__ = (missing,) * len(arguments)
        self.function, self.name, self.arguments = function, name, arguments

    def __call__(self, *values: Any, **named: Any) -> Markup:
        return safe("".join(self.parts(*values, **named)))

    def parts(self, *values: Any, **named: Any) -> Sequence[str]:
        """What the macro gives, not yet put together."""
        if named:
            values += tuple([named.pop(one, missing) for one in self.arguments[len(values) :]])
        if named or len(values) > len(self.arguments):
            unknown = f"no {next(iter(named))!r}" if named else f"at most {len(self.arguments)}"
            raise TypeError(f"macro {self.name!r} takes {unknown}")
        return self.function(*values)


def _parts(function: Callable[..., Any], /, *values: Any, **named: Any) -> Sequence[str]:
    """What is printed of a call: of a macro its parts, so that a long text is put together only once."""
    return function.parts(*values, **named) if type(function) is _Macro else (printed(function(*values, **named)),)


class _Names(dict[str, Any]):
    """What a template sees, by name; a name that it does not see is `missing`, as Jinja has it."""

    def __missing__(self, name: str) -> Any:
        return missing


class _Context(Context):
    """What a template sees: what it is given and what it sets, in one place, so that there is one to look in.

    Nothing that templates call here asks for the context, so it need not be looked for.
    """

    def __init__(
        self,
        environment: jinja2.Environment,
        parent: Mapping[str, Any],
        name: str | None,
        blocks: Mapping[str, Any],
        **_: Any,
    ) -> None:
        self.environment, self.name = environment, name
        self.eval_ctx = EvalContext(environment, name)
        self.vars = self.parent = _Names(parent)
        self.exported_vars, self.globals_keys = set(), set()
        self.blocks = {name: [block] for name, block in blocks.items()}

    def get_all(self) -> dict[str, Any]:
        return self.vars

    def call(
        self, function: Callable[..., Any], *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*values, **named)


class _NotThere(jinja2.StrictUndefined):
    """What stands for a name that nothing has: whoever uses it is told which, and of what."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        # It is called with a message as a class of errors is.
        told: Any = exc or partial(NotThere, hint, obj, name)
        super().__init__(hint, obj, name, told)


def _range(*bounds: int) -> range:
    asked = range(*bounds)
    if len(asked) > LONGEST_RANGE:
        raise Mistake("template-failed", f"a range has at most {LONGEST_RANGE:,} numbers; this has more", "range")
    return asked


class _Template(jinja2.Template):
    def new_context(
        self, values: Mapping[str, Any] | None = None, shared: bool = False, more: Mapping[str, Any] | None = None
    ) -> Context:
        # What is shared holds the globals already.
        context = _Context(self.environment, values or {} if shared else self.globals, self.name, self.blocks)
        if not shared:
            context.vars.update(values or {})
        if more:
            context.vars.update((name, value) for name, value in more.items() if value is not missing)
        return context


class _Said(dict[str, str]):
    """Words of the interface as they stand in a page, by their key: those without places to fill."""

    def __init__(self, tools: Mapping[str, Any]) -> None:
        self._tools = tools

    def __missing__(self, key: str) -> str:
        self[key] = printed(self._tools["say"](key))
        return self[key]


class Environment(jinja2.Environment):
    """Templates by their names; source gives what one is made from: text, file, None."""

    code_generator_class = Code
    context_class = _Context
    template_class = _Template
    joined = staticmethod(_joined)
    macro = _Macro
    parts = staticmethod(_parts)

    def __init__(self, source: Callable[[str], tuple[str, str, None] | None]) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(source),
            autoescape=True,
            undefined=_NotThere,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=0,
            bytecode_cache=COMPILED,
            finalize=printed,
        )
        self.globals["range"] = _range
        self.said = _Said(self.globals)
        self._templates: dict[Any, jinja2.Template] = {}
        self._modules: dict[str, TemplateModule] = {}

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *_: Any) -> Any:
        try:
            return super().compile(source, name, filename)
        except (RecursionError, SyntaxError, MemoryError) as error:
            # Python's compiler has bounds that Jinja does not know of, and no line of the template.
            message = "brackets, loops or conditions are too deep in each other"
            raise jinja2.TemplateSyntaxError(message, 1, name, filename) from error

    def forget(self) -> None:
        """Load all again: what was filled remembers its globals."""
        self._templates.clear()
        self._modules.clear()

    def filled(self, template: str, values: Mapping[str, Any]) -> Iterable[str]:
        """The parts of a template that is filled with values."""
        found = self.get_template(template)
        try:
            return found.root_render_func(found.new_context(dict(values)))
        except Exception:
            # Whatever it is, it is to have the lines of templates, not those of their code.
            self.handle_exception()

    def extended(self, parent: jinja2.Template, context: Context) -> Iterable[str]:
        """The parts of a template that another extends.

        Called from templates: Python 3.13 does not count their own calls of each other, which leave parameters to
        their defaults, and one that extends itself would end in no RecursionError but with all memory in use.
        """
        return parent.root_render_func(context)

    def imported(self, template: str) -> TemplateModule:
        """What a template defines, for others that import it: the same for all."""
        if template not in self._modules:
            self._modules[template] = self.get_template(template)._get_default_module()
        return self._modules[template]

    def get_template(self, name: Any, *_: Any, **__: Any) -> jinja2.Template:
        if name not in self._templates:
            self._templates[name] = super().get_template(name)
        return self._templates[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # Templates have no globals of their own; a chain of mappings would be walked for every part of a page.
        return self.globals
