"""Finds the regexes of a package and texts that slow ones choke on."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from typing import Any

COMMON = (
    *(
        "a",
        "A",
        "1",
        " ",
        "\t",
        "\n",
        "\xa0",
        "-",
        "_",
        ".",
        ",",
        "(",
        ")",
        "[",
        '"',
        "\u201c",
        "*",
        "#",
        "|",
        "<",
        "&",
    ),
    *("a ", "A ", "1.", "(a)", "1 ", "1,", "$1", "USD ", "a, ", "A. ", "the ", "and ", "Section 1", "thirty (30) "),
    *("a\n", " \n", "\t\n", "a-", "a'", "(i) ", "one ", "1/", "x@", "Inc., ", "days ", "100% ", "a;", "\r\n", "**"),
)
"""What hostile texts repeat."""
_CLASSES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def patterns_of(*packages: str) -> dict[str, re.Pattern[Any]]:
    """Every compiled regex at module level, alone or in a collection, by place."""
    found: dict[str, re.Pattern[Any]] = {}
    for package in packages:
        root = importlib.import_module(package)
        names = [package, *(info.name for info in pkgutil.walk_packages(root.__path__, package + "."))]
        for name in names:
            module = importlib.import_module(name)
            for key, value in vars(module).items():
                for place, pattern in enumerate(_patterns(value)):
                    if pattern not in found.values():
                        found[f"{name}.{key}[{place}]"] = pattern
    return found


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for item in value.items():
            yield from _patterns(item, depth + 1)
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _patterns(item, depth + 1)
    elif depth < 4 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _patterns(getattr(value, name), depth + 1)


def attacks_on(pattern: re.Pattern[Any], *, thorough: bool = False) -> set[tuple[str, str]]:
    """What to begin with and what to repeat, made from the regex itself: each of its repeats is run up to and fed.

    :param thorough: try what all hostile texts repeat as well; minutes instead of seconds for all our regexes.
    """
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found = {("", item) for item in COMMON[: len(COMMON) if thorough else 0]}
    for before, item in _repeats(parser.parse(source, pattern.flags & ~re.DEBUG), ""):
        found |= {("", item), (before, item), ("", before + item)}
    return {(before, item) for before, item in found if item}


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # the parser has no types
    for operator, argument in nodes:
        if operator in _REPEATS:
            inner = _sample(argument[2])
            yield before, inner
            yield from _repeats(argument[2], before)
        elif operator is sre.SUBPATTERN:
            yield from _repeats(argument[3], before)
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif operator in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(argument[1], before)
        elif operator is sre.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        before += _sample([(operator, argument)])


def _sample(nodes: Any) -> str:  # noqa: ANN401  # as above
    """Some text that these parts match."""
    return "".join(_piece(operator, argument) for operator, argument in nodes)


def _piece(operator: Any, argument: Any) -> str:  # noqa: ANN401  # as above
    if operator is sre.LITERAL:
        return chr(argument)
    if operator is sre.NOT_LITERAL:
        return "b" if argument == ord("a") else "a"
    if operator is sre.ANY:
        return "a"
    if operator is sre.IN:
        return _member(argument)
    if operator in _REPEATS:
        return _sample(argument[2]) * max(1, argument[0])
    if operator is sre.SUBPATTERN:
        return _sample(argument[3])
    if operator is sre.BRANCH:
        return _sample(argument[1][0])
    if operator is sre.ATOMIC_GROUP:
        return _sample(argument)
    return ""


def _member(items: Any) -> str:  # noqa: ANN401  # as above
    if items[0][0] is sre.NEGATE:
        return next(letter for letter in "a 1-." if not re.match(_as_class(items[1:]), letter))
    operator, argument = items[0]
    if operator is sre.LITERAL:
        return chr(argument)
    return chr(argument[0]) if operator is sre.RANGE else _CLASSES.get(argument, "a")


def _as_class(items: Any) -> str:  # noqa: ANN401  # as above
    shorthand = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w"}
    parts = []
    for operator, argument in items:
        if operator is sre.LITERAL:
            parts.append(re.escape(chr(argument)))
        elif operator is sre.RANGE:
            parts.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        else:
            parts.append(shorthand.get(argument, ""))
    return f"[{''.join(parts)}]"


def seconds(pattern: re.Pattern[Any], before: str, item: str, length: int, tries: int = 2) -> float:
    """Processor time to find all matches in a text of that length, the best of some tries."""
    text = (before + item * (length // len(item) + 1))[:length] + "\x01"
    subject = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        for _ in pattern.finditer(subject):
            pass
        best = min(best, time.process_time() - start)
    return best
