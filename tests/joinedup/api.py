"""The public API in words: every name, its signature, its fields.

``python -m tests.joinedup.api`` writes ``tests/joinedup/api.txt``.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import types
from collections.abc import Iterator
from pathlib import Path

SNAPSHOT = Path(__file__).with_name("api.txt")
MODULES = (
    "joinedup",
    "loaders",
    "queries",
    "graphdb.case_view",
    "graphdb.dates",
    "graphdb.knowledge",
    "graphdb.model",
    "graphdb.network",
    "graphdb.pooled",
    "graphdb.schema",
    "graphdb.suppose",
    "graphdb.tables",
    "graphdb.vocabulary",
)


def described() -> str:
    """Return one line per public name, in a fixed order."""
    lines: list[str] = []
    for name in MODULES:
        module = importlib.import_module(name)
        for public in _public(module):
            lines += _lines(f"{name}.{public}", getattr(module, public))
    return "\n".join(lines) + "\n"


def _public(module: types.ModuleType) -> list[str]:
    named = getattr(module, "__all__", None)
    if named is not None:
        return sorted(named)
    return sorted(
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    )


def _lines(name: str, value: object) -> Iterator[str]:
    if isinstance(value, enum.EnumMeta):
        yield f"{name}: {' | '.join(str(member.value) for member in value)}"
    elif inspect.isclass(value):
        if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if not field.name.startswith("_"):
                    optional = field.default is not dataclasses.MISSING
                    optional |= field.default_factory is not dataclasses.MISSING
                    yield f"{name}.{field.name}: {field.type}{' (optional)' if optional else ''}"
        elif issubclass(value, tuple) and hasattr(value, "_fields"):  # a named tuple
            defaults = getattr(value, "_field_defaults", {})
            for part, kept in inspect.get_annotations(value).items():
                said = getattr(kept, "__forward_arg__", kept)
                yield f"{name}.{part}: {said}{' (optional)' if part in defaults else ''}"
        elif "__init__" in vars(value):
            yield f"{name}{_signature(value)}"
        else:
            yield name
        for member, found in sorted(dict(vars(value)).items()):
            if not member.startswith("_"):
                yield from _member(f"{name}.{member}", found)
    elif inspect.isroutine(value):
        yield f"{name}{_signature(value)}"
    else:
        yield f"{name}: {type(value).__name__}"


def _member(name: str, found: object) -> Iterator[str]:
    function = getattr(found, "fget", None) or getattr(found, "func", None)
    if function is not None:
        kept = inspect.signature(function).return_annotation
        yield f"{name} -> {kept}"
    elif isinstance(found, classmethod | staticmethod):
        yield f"{name}{_signature(found.__func__)}"
    elif inspect.isfunction(found):
        yield f"{name}{_signature(found)}"


def _signature(value: object) -> str:
    try:
        return str(inspect.signature(value))  # type: ignore[arg-type]
    except ValueError:
        return "(…)"


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8", newline="\n")
