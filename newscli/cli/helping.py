"""Help as people need it: a screen of examples and options by their use; all in full on demand."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from newscli.cli.options import Appearance, Narrow, Records, What

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

ROWS = 23  # of the smallest terminal that people have, without that of the prompt
ALL = "--help-all"
INPUT = "INPUT"
"""What --format takes that says what documents are; TEMPLATE and OUTPUT say what is written."""
INDENT = "  "
LABEL = 11  # cells of `Documents` and a gap

_USES = {
    "Find": frozenset[str](),  # the command's own, which are of no other use
    "Narrow": frozenset(Narrow._fields),
    "Show": frozenset({*Appearance._fields, "columns", "explain"}),
    "Script": frozenset({*Records._fields, "csv", "count", "markdown", "raw", "sample", "seed"}),
    "Documents": frozenset(What._fields),
}


class HelpedProgram(TyperGroup):
    """All commands, with a help that fits a screen."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands: of the options the examples tell."""
        self.format_commands(ctx, formatter)


class HelpedCommand(TyperCommand):
    """A command whose help fits a screen."""

    def get_help_option_names(self, ctx: Context) -> list[str]:
        """In their order: Typer gives a set."""
        return [*ctx.help_option_names, ALL]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help: in brief, or in full when `ALL` was typed."""
        self.format_usage(ctx, formatter)
        if (ctx.find_root().obj or {}).get(ALL):
            self.format_help_text(ctx, formatter)
            self._write_arguments(ctx, formatter)
            for use, options in self._by_use(ctx).items():
                with formatter.section(use):
                    formatter.write_dl(
                        [record for one in options if (record := one.get_help_record(ctx))]
                    )
            return
        width = formatter.width
        below = self._in_brief(ctx, width)
        room = ROWS - 7 - len(below)  # usage, summary, footer and the blank lines between
        summary, *paragraphs = (self.help or "").split("\n\n")
        examples = paragraphs[0].lstrip("\b\n").splitlines()[:room] if paragraphs else []
        room -= len(examples)
        lines = [INDENT + summary, "", *(INDENT + line for line in examples), ""]
        lines += [*below, ""] if below else []
        for paragraph in paragraphs[1:]:
            laid_out = _laid_out(paragraph, width)
            room -= len(laid_out) + 1
            if room >= 0:
                lines += [*laid_out, ""]
        more = f"newscli {self.name} {ALL} says what each does"
        formatter.write("\n" + "\n".join([*lines, f"{INDENT}{more}.\n"]))

    def _write_arguments(self, context: Context, formatter: HelpFormatter) -> None:
        arguments = [one for one in self.params if isinstance(one, TyperArgument)]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl(
                    [(one.make_metavar(context), one.help or "") for one in arguments]
                )

    def _by_use(self, context: Context) -> dict[str, list[TyperOption]]:
        """The options by what they are for; uses that have none are left out."""
        found: dict[str, list[TyperOption]] = {use: [] for use in _USES}
        for option in self.params:
            if isinstance(option, TyperOption) and not option.hidden:
                found[_use(option)].append(option)
        own = found.pop("Find")
        title = "Find" if any(one.name in ("sort", "limit", "query") for one in own) else "Options"
        return {use: options for use, options in ({title: own} | found).items() if options}

    def _in_brief(self, context: Context, width: int) -> list[str]:
        """The names of the options by use, with what each takes."""
        lines = []
        for use, options in self._by_use(context).items():
            names = [_name(one, context).replace(" ", "\0") for one in options]
            folded = wrap("  ".join(names), width - len(INDENT) - LABEL, break_on_hyphens=False)
            for at, line in enumerate(folded):
                label = "" if at else use
                lines.append(f"{INDENT}{label:{LABEL}}{line}".replace("\0", " "))
        return lines


def _laid_out(paragraph: str, width: int) -> list[str]:
    if paragraph.startswith("\b"):
        return [INDENT + line for line in paragraph.lstrip("\b\n").splitlines()]
    return wrap(paragraph, width, initial_indent=INDENT, subsequent_indent=INDENT)


def _use(option: TyperOption) -> str:
    if option.metavar == INPUT:
        return "Documents"
    return next((use for use, names in _USES.items() if option.name in names), "Find")


def _name(option: TyperOption, context: Context) -> str:
    """`-n --limit N`."""
    names = " ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(context)}"
