"""Reads amending language: which clause gets which words, as far as an amendment says so itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from clause_library.families.changes import Instruction, Said
from clause_library.families.names import ATTACHMENT, OWN_NUMBER, SECTION_NUMBER
from clause_library.families.operative import OPERATIVE, Target, is_hindered
from clause_library.families.quoting import Quoted, new_text
from clause_library.families.rewording import from_to, other_words, rereading
from clause_library.families.stretches import Stretches
from extractor.fields.dates import find_dates
from extractor.fields.durations import find_durations
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_REPLACES = phrase(
    r"\b(?:replaced|substituted|superseded|replace|restated)(?: it| them)?(?:,? in (?:its|their) entirety,?)?"
    r"(?: to read)?,? (?:with|by)\b|\bto (?:read|state)\b|\bas follows\b"
    r"|\b(?:with|by) the following\b|\bnow reads?\b"
    r"|\bthe following(?: (?!is|are|shall)\w{1,12}){0,3} (?:is|are|shall be)(?: hereby)?"
    r" (?:substituted|inserted|added)\b"
)
_ELSE_INSTEAD = phrase(r"(?<!not\s)(?<!without\s)\b(?:substitut\w{2,4}|insert\w{2,3}|replac\w{2,5})\b")
"""Behind a deletion: something comes in its place."""
_BESIDE_CLAUSE = phrase(r"(?: the following)?,?(?: immediately| directly)? (?:after|following|behind|below|before)\b")
_ATTACHED = phrase(
    r"\b(?:with|by|as)(?: the)?(?: new| revised| attached| updated| amended){0,2}"
    rf" (?P<attached>{ATTACHMENT} [\w-]{{1,6}})|\bset forth (?:in|on) (?P<forth>{ATTACHMENT} [\w-]{{1,6}})"
    rf"|\battached(?: hereto)? as (?P<named>{ATTACHMENT} [\w-]{{1,6}})|\battached (?P<same>hereto|to this)"
)
_NEW_CLAUSE = phrase(
    r"\b(?:new|additional) (?:sub-?)?(?:section|clause|article|paragraph)s?,? ?(?:number |no\.? )?"
    rf"(?:(?:section|clause|article) )?(?P<number>{SECTION_NUMBER})"
    r"|\b(?:add|insert)(?:ing)?(?: the following)?(?: as)?(?: a)? (?:section|clause|article)"
    rf" (?P<added>{SECTION_NUMBER})"
    rf"|\bas (?:a )?(?:new )?(?:section|clause|article) (?P<as>{SECTION_NUMBER})"
)
_NEW_ATTACHMENT = phrase(rf"\bnew (?P<attachment>{ATTACHMENT} (?-i:[A-Z]{{1,2}}|\d{{1,3}})(?:-\w{{1,3}})?)\b")
_AS_ATTACHMENT = phrase(rf"\bas (?P<attachment>{ATTACHMENT} [\w-]{{1,6}})")
_APPENDS = phrase(
    r"\b(?:at|to) the (?:very )?end\b|\bas (?:the|a) (?:new )?(?:last|final) (?:sentence|paragraph)\b|\bsupplemented\b"
    r"|\b(?:adding|inserting|to add|to include)(?: thereto| therein)? the following\b"
    r"|\bfollowing [^.;:]{0,60}added to\b"
)
_TAKES_OUT = phrase(r"\b(?:delet\w{1,3}|strik\w{1,3}|remov\w{1,3}|omit\w{0,4}|stricken|struck)\b")
_SOME_WORDS = phrase(r"\b(?:words?|phrase|terms?|references? to|language|text|sentence|proviso) ?:? ?$")
_EXTENSIBLE = phrase(
    r"\b(?:term|agreement|contract|period|expiration|expiry|order form|sow|statement of work|end date)\b"
)
_AS_FOLLOWS = phrase(
    r"\b(?:amend\w{0,2}|modif\w{1,3}|revis\w{1,2}|supplement\w{0,2}|changed?)[^.;:\"]{0,80}"
    r"\b(?:as follows|the following (?:respects|changes|manner|amendments?|particulars))\b"
)
_INTRODUCES = phrase(r"\b(?:agreement|contract|parties|order form|sow)\b[^.;\"]{0,80}$")
_VOID = ("cancelled", "canceled", "force", "effect")
_CHANGES = (
    *("deleted", "removed", "stricken", "struck", "omitted", "repealed", "delete", "strike", "remove", "omit"),
    *_VOID,
)
_OF_SOMETHING_ELSE = phrase(r"\b(?:any|no(?!\.)|such|violation|breach|contrary|pursuant|under)\b")
"""Before a clause that is named: not the clause is void, but what is done against it."""


def instructions_in(text: str, signed: int | None = None) -> Iterator[Instruction]:
    """The changes that a plain text makes to a contract, in order; words that only introduce others are none.

    :param signed: where its signatures begin; None where it has none.
    """
    stretches = Stretches(text, len(text) if signed is None else signed)
    context: tuple[str, tuple[Target, ...]] = ("", ())
    done = 0
    while (found := OPERATIVE.search(text, done)) is not None:
        done = found.end()
        if is_hindered(text, found.start()):
            continue
        said = Said(text, stretches, found.start(), found.end(), (found["passive"] or found["active"]).lower())
        made = _read(said)
        if made is None:
            context = (said.mark, tuple(said.subject)) if said.subject else context
            continue
        if not made.targets and made.kind != "extend" and context[1]:
            made = replace(made, targets=context[1])
        yield made
        while made.kind == "reword" and (more := other_words(said, made.end)) is not None:
            made = replace(more, targets=made.targets)
            yield made
        done = max(done, made.end)


def _read(said: Said) -> Instruction | None:
    readers: tuple[Callable[[Said], Instruction | None], ...] = (
        _extension,
        from_to,
        rereading,
        other_words,
        _taken_out,
        _addition,
        _replacement,
        _deletion,
    )
    if _is_introduction(said) or (said.does in _VOID and _OF_SOMETHING_ELSE.search(said.head)):
        return None
    for reader in readers:
        made = reader(said)
        if made is not None:
            return made
    return _unread(said)


def _is_introduction(said: Said) -> bool:
    """Whether it only says that changes follow, which say themselves what they are."""
    if said.text[said.end - 1 : said.end] != ":":
        return False
    if not said.subject and _AS_FOLLOWS.search(said.tail):
        return True
    following = said.stretches.follows(said.end)
    return following is not None and following.start < said.end + 4 and said.stretches.begins_anew(following)


def _extension(said: Said) -> Instruction | None:
    if not said.does.startswith("exten") or not _EXTENSIBLE.search(said.head + said.tail):
        return None
    sentence = said.text[said.behind : said.end]
    date = next(find_dates(sentence), None)
    length = next(find_durations(sentence), None)
    if date is None and length is None:
        return said.made("unread", said.end, why="until when the term is extended could not be read")
    until = date.value if date else length.duration.iso if length and not length.duration.business else ""
    return said.made("extend", said.end, until=until)


def _taken_out(said: Said) -> Instruction | None:
    """Some words taken out."""
    if len(said.quotes) == 1 and said.subject:
        one = said.quotes[0]
        before = said.text[said.start : one.span.start - 1]
        behind_it = said.text[one.end : said.end]
        if _SOME_WORDS.search(before) and _TAKES_OUT.search(before + behind_it) and not _REPLACES.search(said.tail):
            return said.made("reword", one.end, old=one.span)
    return None


def _addition(said: Said) -> Instruction | None:
    """A new clause or attachment."""
    sentence = said.text[said.start : said.end]
    if not said.does.startswith(("add", "insert", "includ", "supplement", "amend", "modif", "attach")):
        return None
    attachment = _NEW_ATTACHMENT.search(sentence)
    found = _NEW_CLAUSE.search(sentence)
    if attachment is not None and (found is None or attachment.start() < found.start()):
        label = squeeze(attachment["attachment"])
        target = Target(Span(said.start + attachment.start(), said.start + attachment.end()), number=label)
        return said.made("add", said.end, targets=(target,), attached=_attached(sentence) or label)
    named = _AS_ATTACHMENT.search(sentence) if said.does == "attached" and sentence.rstrip().endswith(":") else None
    if named is not None:
        target = Target(Span(said.start + named.start(), said.end), number=squeeze(named["attachment"]))
        new = _new_words(said, said.end - 1)
        return said.made("add", new.end, targets=(target,), new=new.span) if new else None
    number = found and (found["number"] or found["added"] or found["as"])
    if not found or not number:
        return _plain_addition(said)
    document = next((one.document for one in said.subject if one.document), "")
    target = Target(
        Span(said.start + found.start(), said.start + found.end()), number=squeeze(number), document=document
    )
    new = _new_words(said, said.start + found.end())
    if new is None:
        return said.made("unread", said.end, targets=(target,), why="the words of the new clause could not be read")
    return said.made("add", new.end, targets=(target,), new=new.span)


def _plain_addition(said: Said) -> Instruction | None:
    """``The following is added at the end of Section 5``, ``Section 5.3 is hereby added``."""
    if not said.subject:
        return None
    if _APPENDS.search(said.text[said.start : said.end]):
        new = _new_words(said, said.behind)
        return said.made("append", new.end, new=new.span) if new else None
    beside = said.does in ("add", "insert") and _BESIDE_CLAUSE.match(said.text, said.behind, said.end)
    if said.does not in ("added", "inserted") and not beside:
        return None
    new = _new_words(said, said.behind)
    own = OWN_NUMBER.match(said.text, new.span.start, new.span.end) if new and beside else None
    if new is None or (beside and own is None):
        return None
    if own is None:
        return said.made("add", new.end, new=new.span)
    target = replace(said.subject[0], span=Span(*own.span("number")), number=squeeze(own["number"]), heading="")
    return said.made("add", new.end, targets=(target,), new=new.span)


def _replacement(said: Said) -> Instruction | None:
    """New words for a clause, or a part of it."""
    cues = list(_REPLACES.finditer(said.tail))
    attached = _attached(said.tail) if cues or said.does in ("replaced", "amended", "superseded") else ""
    if attached and said.text[said.end - 1 : said.end] != ":":
        return said.made("replace", said.end, attached=attached)
    if not cues:
        return None
    new = _new_words(said, said.verb + cues[-1].end())
    if new is None:
        return said.made("unread", said.end, why="the new words could not be read")
    return said.made("replace", new.end, new=new.span)


def _deletion(said: Said) -> Instruction | None:
    if said.does not in _CHANGES or not said.subject:
        return None
    if _ELSE_INSTEAD.search(said.text, said.behind, said.end):
        return said.made("unread", said.end, why="the new words could not be read")
    return said.made("delete", said.end)


def _unread(said: Said) -> Instruction | None:
    """What changes something though not what can be told; None for what only introduces other words."""
    if not said.subject and (_INTRODUCES.search(said.head) or not said.quotes):
        return None
    return said.made("unread", said.end, why="which words give way to which could not be read")


def _new_words(said: Said, start: int) -> Quoted | None:
    """The new words behind ``start``: at a quotation mark, behind a colon, or on the next line."""
    quote = said.text.find('"', start, said.end + 2)
    colon = said.text.find(":", start, said.end)
    line = said.text.find("\n", start, said.end + 1)
    places = [place for place in (quote, colon + 1 if colon >= 0 else -1, line) if place >= 0]
    if not places:
        return None
    found = new_text(said.text, min(places), said.limit)
    return found if found is not None and len(found.span) else None


def _attached(words: str) -> str:
    """The attachment that holds the new words; ``""`` where none does."""
    found = _ATTACHED.search(words)
    if found is None:
        return ""
    return squeeze(found["attached"] or found["named"] or found["forth"] or "") or "the attachment"
