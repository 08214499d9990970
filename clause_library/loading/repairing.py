"""Puts stand-ins where a file does not fit its form, so that the rest of the file can be checked in the same go.

What is repaired is only ever checked, never used: a library with a problem reviews nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import get_args

from clause_library.loading.yaml_source import Place, Plain
from clause_library.types import SEVERITIES, AgreementType, ConditionOperator, DeviationKind

_STAND_INS: Mapping[str, Plain] = {
    **dict.fromkeys(("title", "description", "reason", "guidance", "name", "label"), "?"),
    **dict.fromkeys(("severity", "missing_severity"), SEVERITIES[0]),
    **{
        name: []
        for name in (
            "aliases",
            "required_for",
            "fallbacks",
            "prohibited",
            "tolerances",
            "approvals",
            "examples",
            "kinds",
            "agreement_types",
        )
    },
    "used_in": list(get_args(AgreementType)),
    "severity_at_least": SEVERITIES[1],
    "kind": list(get_args(DeviationKind)[:1]),
    "agreement_type": list(get_args(AgreementType)),
    "currency": "USD",
    "per": "year",
    "where": {},
    "required": "false",
    "other": "allowed",
    "expect": "deviation",
    "protects": "both",
    "order": "0",
    "our_roles": ["ours"],
    "their_roles": ["theirs"],
}
"""Values that no check finds fault with, so that one mistake is told once."""

_OPTIONAL = frozenset({"approver", "part", "standard", *get_args(ConditionOperator)})


def repaired(data: Plain, mistakes: Sequence[tuple[Place, str, Sequence[str]]], known: Mapping[str, Plain]) -> Plain:
    """A copy of ``data`` with something harmless at each mistake: its place, pydantic's name for it, the keys there.

    ``known`` are stand-ins that only the caller can tell. A mistake that nothing can stand in for stays.
    """
    copy = deepcopy(data)
    for place, kind, keys in mistakes:
        around = _at(copy, place[:-1])
        if kind == "extra_forbidden" and isinstance(around, dict):
            _rename(around, str(place[-1]), keys)
        else:
            _stand_in(copy, place, {**_STAND_INS, **known})
    return copy


def _rename(around: dict[str, Plain], key: str, keys: Sequence[str]) -> None:
    """A misspelt key becomes the one that was meant, any other goes."""
    value = around.pop(key, "")
    meant = get_close_matches(key, [name for name in keys if name not in around], n=1)
    if meant:
        around[meant[0]] = value


def _stand_in(data: Plain, place: Place, stand_ins: Mapping[str, Plain]) -> None:
    """Replace the value at ``place``, or the nearest thing around it, by one that fits."""
    for length in range(len(place), 0, -1):
        key, around = place[length - 1], _at(data, place[: length - 1])
        if not isinstance(around, dict) or not isinstance(key, str):
            continue
        if key == "text" or (key == "standard" and length == 1):
            text = " ".join(map(str, place))  # another one at each place: no two positions may read the same
            around[key] = text if key == "text" else {"text": text}
        elif length > 1 and place[length - 2] in ("severities", "escalations"):
            _stand_in_rule(around, key, str(place[length - 2]))
        elif key == "values":
            around[key] = {}
            around.pop("standard", None)  # it may name a line of what is no picklist any more
        elif key in stand_ins:
            around[key] = deepcopy(stand_ins[key])
        elif key == "severities":
            around[key] = dict.fromkeys(get_args(DeviationKind), SEVERITIES[0])
        elif key == "escalations":
            around[key] = {}
        elif key in _OPTIONAL:
            around.pop(key, None)
        else:
            continue
        return


def _stand_in_rule(rules: dict[str, Plain], key: str, name: str) -> None:
    if name == "severities" and key in get_args(DeviationKind):
        rules[key] = SEVERITIES[0]
    else:
        rules.pop(key, None)


def _at(data: Plain, place: Place) -> Plain | None:
    found: Plain | None = data
    for part in place:
        if isinstance(found, dict) and isinstance(part, str):
            found = found.get(part)
        elif isinstance(found, list) and isinstance(part, int) and part < len(found):
            found = found[part]
        else:
            return None
    return found
