"""Carries out what amendments say on the documents that they amend; what cannot be carried out is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.families.changes import Instruction
from clause_library.families.conformed import Conformed, Node, as_contract
from clause_library.families.locating import CannotApply, clause_of, holder_of, named, occurrences, part_of, with_stop
from clause_library.families.names import OWN_NUMBER, NumberKey, number_key, title_words
from clause_library.families.operative import Target
from clause_library.families.types import Passage, Step, StepKind
from clause_library.families.woven import Woven
from extractor.fields.phrasing import plain_lines, squeeze
from extractor.types import Span

_OWN_HEADING = re.compile(r"(?P<heading>[A-Z][\w ,&/'()-]{2,70}?)(?:[.:]\s|\s{2,}|\n)")
_SHOWN_CHARS = 80
_KINDS: dict[str, StepKind] = {
    "replace": "replaced",
    "delete": "deleted",
    "reword": "reworded",
    "append": "added",
    "add": "added",
}


@dataclass(frozen=True, slots=True)
class Amending:
    """One instruction, with the amendment that gives it: its woven text, and where the words of ``instruction`` are."""

    by: str
    text: Woven
    attachments: Sequence[Node]
    instruction: Instruction
    passage: Passage

    def words(self, span: Span) -> Woven:
        """Words of the amendment."""
        return self.text.part(span.start, span.end)


def apply(document: Conformed, amending: Amending) -> None:
    """Carry out one instruction on ``document``.

    :raises CannotApply: when it cannot be told what is meant; the document is then as before.
    """
    said = amending.instruction
    if said.kind == "unread":
        raise CannotApply(said.why)
    if said.limited:
        raise CannotApply(f"it changes the words for a part only: “{said.limited}”")
    if not said.targets:
        _reword_once(document, amending)
    elif said.kind == "add":
        _add(document, amending, said.targets[0])
    elif said.kind == "replace" and len(said.targets) > 1:
        _replace_several(document, amending)
    else:
        nodes = [clause_of(document, target) for target in said.targets]
        if said.kind == "reword":  # in all of them or in none
            for target, node in zip(said.targets, nodes, strict=True):
                _old_words(document, amending, target, node)
        for target, node in zip(said.targets, nodes, strict=True):
            _change(document, amending, target, node)


def _change(document: Conformed, amending: Amending, target: Target, node: Node) -> None:
    said = amending.instruction
    before = document.words(node).text
    if said.kind == "reword":
        _reword(document, amending, target, node)
    elif said.kind == "append":
        _append(document, node, _new(amending))
    elif target.part is not None:
        part = part_of(document, target, node)
        document.edit(part.start, part.end, Woven("", ()) if said.kind == "delete" else _new(amending), [node])
    elif said.kind == "delete":
        _delete(document, node)
    else:
        _replace(document, node, _new(amending))
    _note(document, amending, node, before)


def _note(document: Conformed, amending: Amending, node: Node, before: str) -> None:
    kind = _KINDS[amending.instruction.kind]
    if kind in ("replaced", "deleted") and amending.instruction.targets[0].part is not None:
        kind = "reworded"
    document.amenders.add(amending.by)
    node.steps.append(
        Step(
            kind=kind,
            by=amending.by,
            number=node.number or node.heading,
            instruction=amending.passage,
            before=before.strip(),
            after="" if node.deleted else document.words(node).text.strip(),
            from_day=amending.instruction.from_day,
        )
    )


def _new(amending: Amending) -> Woven:
    """The new words, in the amendment or in an attachment to it.

    :raises CannotApply: when the attachment is not there.
    """
    said = amending.instruction
    if said.new is not None:
        return amending.words(said.new)
    wanted = number_key(said.attached)
    own = number_key(said.targets[0].number)
    for key in (wanted, own):
        for node in amending.attachments:
            if key and node.key == key:
                return amending.text.part(node.start, node.end)
    raise CannotApply(f"the new words stand in {said.attached}, which was not found in the amendment")


def _replace(document: Conformed, node: Node, new: Woven) -> None:
    """New words for a whole clause; its number and heading stay where the new words bring none."""
    text = plain_lines(new.text)
    own = OWN_NUMBER.match(text)
    numbered = own is not None and _ends_alike(number_key(own["number"]), node.key)
    headed = _OWN_HEADING.match(text, own.end() if own and numbered else 0)
    same_heading = headed and node.heading and title_words(headed["heading"]) & title_words(node.heading)
    whole = numbered or bool(same_heading) or not node.number or node.number[:1].isalpha()
    start = node.start if whole else node.body
    if headed and (numbered or same_heading) and whole:
        node.heading = squeeze(headed["heading"])
    if whole and not numbered and (old := OWN_NUMBER.match(plain_lines(document.words(node).text))):
        start = node.start + old.end()
    if start > node.start and not document.text[start - 1].isspace():
        new = Woven.glue("\n") + new
    document.drop_inside(node)
    document.edit(start, node.end, new, document.around(node))
    if whole:
        node.body = start
    _number_inside(document, node, start, new)


def _ends_alike(found: NumberKey, wanted: NumberKey) -> bool:
    """Whether a number is that of the clause, or its last part, as ``(viii)`` is of ``1(a)(viii)``."""
    return bool(found) and (found == wanted or found == wanted[-len(found) :])


def _number_inside(document: Conformed, node: Node, start: int, new: Woven) -> None:
    """The clauses that new words consist of, so that later amendments can name them."""
    found = []
    for clause in as_contract(new.text).walk():
        key = number_key(clause.number or "")
        if not key or _ends_alike(key, node.key):
            continue
        full = key if key[: len(node.key)] == node.key else (*node.key, *key)
        number = clause.number or ""
        if key[: len(node.key)] != node.key:
            number = f"{node.number}{number}" if number.startswith("(") else f"{node.number}({number})"
        extent, span = clause.extent, clause.span
        found.append(
            Node(number, full, clause.heading, start + extent.start, start + span.start, start + extent.end, node.part)
        )
    document.insert_nodes(found)


def _replace_several(document: Conformed, amending: Amending) -> None:
    """New words for several clauses, each under its own number."""
    targets = amending.instruction.targets
    nodes = [clause_of(document, target) for target in targets]
    new = _new(amending)
    parts = {number_key(clause.number or ""): clause for clause in as_contract(new.text).walk()}
    if any(node.key not in parts for node in nodes):
        raise CannotApply("which of the new words belong to which of the clauses could not be told")
    for node in nodes:
        extent = parts[node.key].extent
        before = document.words(node).text
        _replace(document, node, new.part(extent.start, extent.end))
        _note(document, amending, node, before)


def _delete(document: Conformed, node: Node) -> None:
    document.drop_inside(node)
    document.edit(node.start, node.end, Woven("", ()), document.around(node))
    node.body, node.deleted = node.start, True


def _append(document: Conformed, node: Node, new: Woven) -> None:
    apart = "\n" if "\n" in document.words(node).text.strip() or OWN_NUMBER.match(new.text) else " "
    end = node.start + len(document.words(node).text.rstrip())
    document.edit(end, end, Woven.glue(apart) + new, document.around(node))
    _number_inside(document, node, end + 1, new)


def _reword(document: Conformed, amending: Amending, target: Target, node: Node) -> None:
    """Other words in a clause: wherever the old ones stand in it."""
    said = amending.instruction
    new = amending.words(said.new) if said.new is not None else Woven("", ())
    for span in reversed(_old_words(document, amending, target, node)):
        if said.old is not None:
            document.edit(span.start, span.end, new, document.around(node))
        elif said.behind:
            document.edit(span.end, span.end, Woven.glue(" ") + new, document.around(node))
        else:
            document.edit(span.start, span.start, new + Woven.glue(" "), document.around(node))


def _reword_once(document: Conformed, amending: Amending) -> None:
    """Other words for some that stand only once in the document, where no clause is named.

    :raises CannotApply: when they do not.
    """
    said = amending.instruction
    old = amending.words(said.old).text if said.kind == "reword" and said.old is not None else ""
    found = list(occurrences(document.text, old, Span(0, len(document.text))))
    if len(found) != 1:
        raise CannotApply("it does not say which clause it changes")
    node = holder_of(document, found[0])
    _change(document, amending, Target(found[0]), node)


def _old_words(document: Conformed, amending: Amending, target: Target, node: Node) -> list[Span]:
    """Where the words stand that give way, or beside which new ones go.

    :raises CannotApply: when they do not, or when it is not clear beside which.
    """
    said = amending.instruction
    place = part_of(document, target, node) if target.part is not None else Span(node.start, node.end)
    looked_for = said.old or said.anchor
    if looked_for is None:
        raise CannotApply("which words give way could not be read")
    old = amending.words(looked_for).text
    shown, where = squeeze(old)[:_SHOWN_CHARS], named(node.number or node.heading)
    found = list(occurrences(document.text, old, place))
    if not found:
        raise CannotApply(f"the words “{shown}” do not stand in {where}")
    if said.anchor is not None and len(found) > 1:
        raise CannotApply(f"the words “{shown}” stand in {where} more than once")
    new = amending.words(said.new).text if said.new is not None else ""
    return [with_stop(document.text, span, old, new) for span in found]


def _add(document: Conformed, amending: Amending, target: Target) -> None:
    """A new clause or attachment."""
    new = _new(amending)
    if document.find(target.number):
        raise CannotApply(f"there is already {named(target.number)}, and it is said to be new")
    key = number_key(target.number)
    place, holders = document.place_for(key)
    document.edit(place, place, Woven.glue("\n") + new, holders)
    headed = OWN_NUMBER.match(plain_lines(new.text))
    heading = _OWN_HEADING.match(plain_lines(new.text), headed.end() if headed else 0)
    start = place + 1
    node = Node(
        number=target.number,
        key=key,
        heading=squeeze(heading["heading"]) if heading else "",
        start=start,
        body=start,
        end=start + len(new.text),
        part="body",
    )
    document.insert_nodes([node])
    _number_inside(document, node, start, new)
    _note(document, amending, node, "")
