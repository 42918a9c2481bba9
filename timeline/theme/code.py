"""Templates as Python: Jinja's own code, but for what takes long when a page is made of hundreds of small parts.

Where Jinja yields each part through every template and block around it, a function here gives the list of its parts.
A printed value goes through finalize alone, a call is a plain call, and what is imported is asked for by its name.
"""

from collections.abc import Iterator
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import EvalContext
from jinja2.runtime import exported

# No template has these; visit_Output() marks with them what it has a quick way for.
QUICK = (nodes.MarkSafe, nodes.MarkSafeIfAutoescape)


class Code(CodeGenerator):
    """Writes the Python code of a template; what that calls of its environment is in environment.py."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        for block in node.find_all(nodes.Block):
            if block.name in self.blocks:
                self.fail(f"block {block.name!r} defined twice", block.lineno)
            self.blocks[block.name] = block
        self._defined = {name for one in node.find_all(nodes.Stmt) for name in _defined(one)}
        self._defined |= {one.name for one in node.find_all(nodes.Name) if one.ctx != "load"}
        self.writeline(f"from jinja2.runtime import {', '.join(sorted(exported))}")
        self.writeline(f"name = {self.name!r}")
        self._root(node)
        for block in self.blocks.values():
            self._block(block)
        self.writeline(f"blocks = {{{', '.join(f'{name!r}: block_{name}' for name in self.blocks)}}}", extra=1)
        self.writeline(f"debug_info = {'&'.join(f'{ours}={python}' for ours, python in self.debug_info)!r}")

    def _root(self, node: nodes.Template) -> None:
        """The function of all that stands in no block; that of a template which extends another calls the other's."""
        frame = Frame(EvalContext(self.environment, self.name))
        frame.toplevel = frame.rootlevel = True
        frame.require_output_check = node.find(nodes.Extends) is not None
        self._begin("root", node, frame)
        if frame.require_output_check:
            self.writeline("parent_template = None")
        self._body(node, frame)
        if frame.require_output_check:
            self.writeline("if parent_template is not None:")
            self.indent()
            self.writeline(f"{frame.buffer}.extend(environment.extended(parent_template, context))")
            self.outdent()
        self._end(frame)

    def _block(self, node: nodes.Block) -> None:
        frame = Frame(EvalContext(self.environment, self.name))
        frame.block_frame, frame.block = True, node.name
        self._begin(f"block_{node.name}", node, frame)
        self.writeline("_block_vars = {}")
        self._body(node, frame)
        self._end(frame)

    def _begin(self, name: str, node: nodes.Template | nodes.Block, frame: Frame) -> None:
        self.writeline(f"def {name}(context, missing=missing, environment=environment):", node, 1)
        self.indent()
        self.writeline("resolve = context.vars.__getitem__")
        self.writeline("undefined = environment.undefined")
        self.writeline("concat = environment.concat")
        self.writeline("printed = environment.finalize")
        self.writeline("cond_expr_undefined = Undefined")
        asked = find_undeclared(node.body, ("self", "super"))
        if "self" in asked:
            self.writeline(f"{frame.symbols.declare_parameter('self')} = TemplateReference(context)")
        if "super" in asked and frame.block:
            self.writeline(f"{frame.symbols.declare_parameter('super')} = context.super({frame.block!r}, {name})")
        frame.symbols.analyze_node(node)
        self.buffer(frame)

    def _body(self, node: nodes.Template | nodes.Block, frame: Frame) -> None:
        self.enter_frame(frame)
        self.pull_dependencies(node.body)
        self.blockvisit(node.body, frame)

    def _end(self, frame: Frame) -> None:
        self.writeline(f"return {frame.buffer}")
        self.outdent()

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        if frame.toplevel and self.has_known_extends:
            return
        is_maybe_child = frame.toplevel and self.extends_so_far > 0
        if is_maybe_child:
            self.writeline("if parent_template is None:")
            self.indent()
        if node.required:
            self.writeline(f"if len(context.blocks[{node.name!r}]) <= 1:", node)
            self.indent()
            self.writeline(f'raise TemplateRuntimeError("Required block {node.name!r} not found")', node)
            self.outdent()
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0]({context}))", node)
        if is_maybe_child:
            self.outdent()

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        if node.ignore_missing:
            self.writeline("try:")
            self.indent()
        self.writeline("template = environment.get_or_select_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        if node.ignore_missing:
            self.outdent()
            self.writeline("except TemplateNotFound:")
            self.indent()
            self.writeline("pass")
            self.outdent()
            self.writeline("else:")
            self.indent()
        if node.with_context:
            context = f"template.new_context(context.get_all(), True, {self.dump_local_context(frame)})"
            self.writeline(f"{frame.buffer}.extend(template.root_render_func({context}))")
        else:
            self.writeline(f"{frame.buffer}.extend(template._get_default_module()._body_stream)")
        if node.ignore_missing:
            self.outdent()

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"environment.imported({node.template.value!r})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        node.nodes = [self._quickly(one, frame) for one in node.nodes]
        if len(node.nodes) == 1:
            # One by itself would be appended, but a macro may give any number of parts.
            node.nodes.append(nodes.TemplateData(""))
        super().visit_Output(node, frame)

    def _quickly(self, node: nodes.Expr, frame: Frame) -> nodes.Expr:
        """What is printed, marked where it is constant words, or a call of what the template defines or imports."""
        if self._is_said(node, frame):
            return nodes.MarkSafe(node, lineno=node.lineno)
        if isinstance(node, nodes.Call) and not node.dyn_args and not node.dyn_kwargs:
            called = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
            if isinstance(called, nodes.Name) and called.name in self._defined:
                return nodes.MarkSafeIfAutoescape(node, lineno=node.lineno)
        return node

    def _is_said(self, node: nodes.Expr, frame: Frame) -> bool:
        """Whether a template prints words of the interface that have no places to fill."""
        if not isinstance(node, nodes.Call) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return False
        called, key = node.node, node.args[0] if len(node.args) == 1 else None
        if not isinstance(called, nodes.Name) or called.name != "say" or not isinstance(key, nodes.Const):
            return False
        is_tool = frame.symbols.find_load(frame.symbols.ref("say")) == (VAR_LOAD_RESOLVE, "say")
        return is_tool and "say" not in self._defined

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:
        assert isinstance(node.expr, nodes.Call)
        self.write("environment.said[")
        self.visit(node.expr.args[0], frame)
        self.write("]")

    def visit_MarkSafeIfAutoescape(self, node: nodes.MarkSafeIfAutoescape, frame: Frame) -> None:
        assert isinstance(node.expr, nodes.Call)
        self.write("*environment.parts(")
        self.visit(node.expr.node, frame)
        self.write(", ")
        self._arguments(node.expr, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined(")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        self._arguments(node, frame)
        self.write(")")

    def _arguments(self, node: nodes.Call, frame: Frame) -> None:
        for value in node.args:
            self.visit(value, frame)
            self.write(", ")
        for named in node.kwargs:
            # `class=` is no argument that Python would read.
            before, after = (f"**{{{named.key!r}: ", "}, ") if iskeyword(named.key) else (f"{named.key}=", ", ")
            self.write(before)
            self.visit(named.value, frame)
            self.write(after)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        # Most are there, and are fields of objects; of all else the environment knows what it is to mean.
        held, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({held} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({held}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not isinstance(node, QUICK):
            self.write("printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not isinstance(node, QUICK):
            self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        if force_unescaped:
            # That of a macro.
            self.writeline(f"return {frame.buffer}")
        else:
            super().return_buffer_contents(frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        name, arguments = getattr(macro_ref.node, "name", None), tuple(one.name for one in macro_ref.node.args)
        asked = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        if any(asked):
            whole = "lambda *values, macro=macro: concat(macro(*values))"
            self.write(f"Macro(environment, {whole}, {name!r}, {arguments!r}, *{asked!r}, context.eval_ctx.autoescape)")
        else:
            self.write(f"environment.macro(macro, {name!r}, {arguments!r})")


def _defined(node: nodes.Stmt) -> Iterator[str]:
    """The names that macros and imports define."""
    if isinstance(node, nodes.Macro):
        yield node.name
    if isinstance(node, nodes.Import):
        yield node.target
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)
