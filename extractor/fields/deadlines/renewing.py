"""The ends of a contract that renews of its own accord, and the last day on which to say no to each renewal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extractor.fields.deadlines.calendars import Calendar
from extractor.fields.deadlines.lengths import Length, moved, read_length

_MOST_RENEWALS = 2_400
"""More terms than this, two centuries of months, do not fit between any signature and today."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """One renewal: ``ends`` is the end of the term before it, ``number`` how many renewals came before.

    ``notice_by`` is the last day to say no to it; None where no notice is stated. ``until`` is how long it runs; None
    where that is not stated.
    """

    number: int
    ends: date
    notice_by: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """What the fields say about renewing: the first end, the term of a renewal, the notice and how often."""

    ends: date
    again: Length | None
    notice: Length | None
    most: int | None

    def renewals(self, calendar: Calendar, since: date) -> Iterator[Renewal]:
        """The renewals of terms that end on ``since`` or later, in order.

        Each is counted from the first end, so that the last of January stays a last.
        """
        ends: date | None = self.ends
        for number in range(_MOST_RENEWALS if self.most is None else min(self.most, _MOST_RENEWALS)):
            if ends is None:
                return
            until = self._end(number + 1)
            if ends >= since:
                yield Renewal(number, ends, self.notice.before(ends, calendar) if self.notice else None, until)
            ends = until

    def _end(self, renewals: int) -> date | None:
        return moved(self.ends, self.again.step * renewals) if self.again else None


def renewal_terms(known: Mapping[str, object]) -> RenewalTerms | None:
    """The terms in the values of fields by name; None where it does not renew of its own accord or has no end."""
    ends = read_day(known.get("expiration_date"))
    if ends is None or known.get("renewal_type") != "automatic":
        return None
    again, notice = read_length(known.get("renewal_term")), read_length(known.get("renewal_notice_period"))
    limit = known.get("renewal_limit")
    most = int(limit) if isinstance(limit, str) and limit.isdecimal() and len(limit) <= 4 else None
    return RenewalTerms(ends, None if again is None or again.business else again, notice, most)


def read_day(value: object) -> date | None:
    """The day in a field's value; None where it is none, or known only to its month."""
    try:
        whole = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)
        return date.fromisoformat(str(value)) if whole else None
    except ValueError:
        return None
