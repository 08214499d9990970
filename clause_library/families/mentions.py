"""The documents of a family as its clauses name them: ``this Agreement``, ``each Order Form``, ``the SLA``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clause_library.families.kinship import Known
from clause_library.families.names import ordinal, title_words
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_KIND_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "order_form",
        r"order forms?|order(?:ing)? documents?|(?:sales|subscription|service) orders?|(?-i:Orders?)(?! of\b)",
    ),
    ("statement_of_work", r"statements? of work|\bsows?|work orders?|task orders?"),
    ("purchase_order", r"purchase orders?|quotes?|quotations?"),
    ("sla", r"service(?: |-)levels?(?: (?:agreement|commitment|schedule|exhibit|addendum|terms)s?)?|\bslas?"),
    (
        "data_protection",
        r"data (?:processing|protection) (?:agreement|addendum|terms|schedule|exhibit|annex)s?|\bdpas?",
    ),
    ("nda", r"(?:non-?disclosure|confidentiality) agreements?|\bndas?"),
    ("amendment", r"(?:\w{3,9} )?amendments?(?: (?:no\.? ?|number |#)?(?:\d{1,2}|[ivx]{1,4})\b)?|addendum"),
    ("attachment", r"(?:exhibit|schedule|annex|appendix|attachment) (?-i:[A-Z]{1,2}|\d{1,2})"),
    ("attachments", r"exhibits?|schedules?|annex(?:es)?|appendix|appendices|attachments?"),
    (
        "agreement",
        r"(?:(?-i:[A-Z][\w&-]{1,20}) ){0,4}(?:agreement|contract|\bmsa)|(?:main )?body of (?:this|the) agreement"
        r"|(?:general |master |these )?terms and conditions|(?:these |the )?terms of (?:service|use)|these terms",
    ),
)
_MENTION = phrase(
    r"\b(?P<article>(?:this|these|the|such|any|each|every|an?|all|applicable|relevant|that|such other) ){0,1}"
    r"(?:applicable |relevant |corresponding |executed |signed |particular |foregoing |present )?(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KIND_PATTERNS)
    + r")\b"
)
_TITLED = {
    "order_form": phrase(r"\border forms?\b|\border\b|\border document"),
    "statement_of_work": phrase(r"\bstatements? of work\b|\bsow\b|\b(?:work|task) order\b"),
    "purchase_order": phrase(r"\bpurchase order\b|\bquot"),
}
_NOT_A_PURCHASE = phrase(r"\bpurchase order\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name documents of the family; ``members`` is empty where it has no such document."""

    kind: str
    span: Span
    members: tuple[str, ...]


class Mentions:
    """Finds out which documents are meant."""

    def __init__(self, family: Sequence[Known], bases: Mapping[str, str]) -> None:
        """Keep the documents, and by each the one that it amends or was made under."""
        self._family = family
        self._by_id = {one.id: one for one in family}
        self._bases = {id: base for id, base in bases.items() if id in self._by_id and base in self._by_id}

    def find(self, text: str, start: int, end: int, speaker: Known) -> Iterator[Mention]:
        """The mentions of ``text[start:end]``, which is a part of ``speaker``, in order."""
        for found in _MENTION.finditer(text, start, end):
            kind = next(kind for kind, words in found.groupdict().items() if words and kind != "article")
            yield Mention(kind, Span(*found.span()), tuple(self._meant(kind, found, speaker)))

    def others(self, speaker: Known, higher: tuple[str, ...]) -> tuple[str, ...]:
        """Over what a document prevails that is named alone: over what it stands under, else over all below it."""
        if speaker.id not in higher:
            return (speaker.id,)
        if speaker.id in self._bases:
            return (self._bases[speaker.id],)
        return tuple(
            id for id, base in self._bases.items() if base == speaker.id and self._by_id[id].nature.role != "amendment"
        )

    def _meant(self, kind: str, found: re.Match[str], speaker: Known) -> Iterator[str]:
        words = squeeze(found[kind])
        article = (found["article"] or "").strip().lower()
        own = article in ("this", "these") or words.lower().startswith("these")
        if kind == "agreement":
            yield from self._agreement(words, speaker, own=own)
        elif own and (  # "this Exhibit" is the one that says so
            kind == "attachments" or _is_kind(kind, speaker) or words.lower() in title_words(speaker.nature.title)
        ):
            yield speaker.id
        elif words.lower() == "addendum":
            yield from (one.id for one in self._family if "addendum" in title_words(one.nature.title))
        elif kind == "amendment":
            yield from self._amendments(words, speaker)
        elif kind == "attachment":
            yield from (one.id for one in self._family if one.nature.label.lower() == words.lower())
        elif kind == "attachments":
            yield from (one.id for one in self._family if one.nature.label and one is not speaker)
        else:
            yield from (one.id for one in self._family if _is_kind(kind, one))

    def _agreement(self, words: str, speaker: Known, *, own: bool) -> Iterator[str]:
        """The agreement that is meant: by its title, else the one that the speaker is or stands under."""
        top = self._top(speaker)
        named = title_words(words) - {"main", "body", "this", "these"}
        if own and named and named <= title_words(speaker.nature.title) and speaker.nature.role != "amendment":
            yield speaker.id
            return
        if len(named) > 1:
            titled = [
                one.id
                for one in self._family
                if one.nature.role != "amendment" and named <= title_words(one.nature.title)
            ]
            if titled:
                yield from titled[:1] if len(titled) == 1 else ()
                return
            if top is not None and not named & (title_words(top.nature.title) - {"agreement", "contract"}):
                general = named & {"master", "main", "principal", "underlying", "existing", "service"}
                if not general:
                    return
        if top is not None:
            yield top.id

    def _top(self, speaker: Known) -> Known | None:
        """The agreement at the top: of what the speaker amends, or stands under, or itself."""
        seen: set[str] = set()
        one = speaker
        while one.id in self._bases and one.id not in seen:
            seen.add(one.id)
            one = self._by_id[self._bases[one.id]]
        return one if one.nature.role in ("master_agreement", "other_agreement") or one is speaker else None

    def _amendments(self, words: str, speaker: Known) -> Iterator[str]:
        number = re.search(r"\d{1,2}|\b[ivx]{1,4}$", words, re.IGNORECASE)
        wanted = ordinal(number.group().upper()) if number else ordinal(words.split()[0]) if " " in words else None
        for one in self._family:
            if one.nature.role == "amendment" and one is not speaker and wanted in (None, one.nature.number):
                yield one.id


def _is_kind(kind: str, one: Known) -> bool:
    role, title = one.nature.role, one.nature.title
    pattern = _TITLED.get(kind)
    if pattern is None:
        return role == kind
    if role != "order_form":
        return False
    if kind == "order_form" and (_NOT_A_PURCHASE.search(title) or _TITLED["statement_of_work"].search(title)):
        return False
    return pattern.search(title) is not None
