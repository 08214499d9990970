"""Tells the history of a negotiation from the reviews of its rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clause_library.rounds.clauses import FollowedClause, clauses_of, in_reading_order
from clause_library.rounds.departures import departures_of, same
from clause_library.rounds.following import follow
from clause_library.rounds.moving import Edits, Words, came, changed, direction_of, relocated, went
from clause_library.rounds.provisions import party_names, provisions_of
from clause_library.rounds.types import ClauseHistory, Happening, History, Move, OpenComment, OpenPoint, Returned, Round
from clause_library.types import SEVERITIES, Deviation, Review
from clause_library.wording.normalize import Roles
from extractor.types import Comment


def history(reviews: Sequence[Review]) -> History:
    """The history of a negotiation, of which ``reviews`` are the rounds in order, the first being what we sent.

    Equal rounds in a row add nothing to it: a move is a change against the round before. Deviations count where they
    need attention; that an agreed clause stands at a fallback is not open.
    """
    roles = party_names(reviews)
    threads = in_reading_order(follow([provisions_of(review, roles) for review in reviews]))
    followed = clauses_of(threads, [departures_of(review, threads, number) for number, review in enumerate(reviews)])
    edits = [Edits(review, reviews[number - 1] if number else None) for number, review in enumerate(reviews)]
    clauses = tuple(_history(clause, edits, roles) for clause in followed)
    returned = [one for clause in followed for one in _returned(clause)]
    return History(
        rounds=tuple(_round(number, review, edits[number], clauses) for number, review in enumerate(reviews)),
        returned=tuple(sorted(returned, key=lambda one: (not one.open, *_gravest_first(one.deviation)))),
        open=tuple(_open([one for one, told in zip(followed, clauses, strict=True) if not told.agreed])),
        comments=tuple(_comments(reviews, followed)),
        clauses=clauses,
    )


def _round(number: int, review: Review, edits: Edits, clauses: Sequence[ClauseHistory]) -> Round:
    moves = [move for clause in clauses for move in clause.moves if move.round == number + 1]
    standings = [clause.standings[number] for clause in clauses]
    busiest = Counter(revision.author for revision in edits.revisions if revision.author).most_common()
    return Round(
        number=number + 1,
        name=review.document.name,
        sha256=review.document.sha256,
        authors=tuple(author for author, _ in busiest),
        changes=len(edits.revisions),
        moves=len(moves),
        untracked=sum(move.untracked for move in moves),
        departures=sum(len(standing.departures) for standing in standings),
        severity=max((standing.severity for standing in standings), key=SEVERITIES.index, default="info"),
        problems=tuple(problem.message for problem in review.document.problems),
    )


def _history(clause: FollowedClause, edits: Sequence[Edits], roles: Roles) -> ClauseHistory:
    rounds = len(edits)
    return ClauseHistory(
        id=clause.id,
        title=clause.title,
        clause_type=clause.clause_type,
        standings=tuple(clause.standing(number) for number in range(rounds)),
        moves=tuple(_moves(clause, edits, roles)),
        agreed=clause.rests(rounds - 1),
    )


def _moves(clause: FollowedClause, edits: Sequence[Edits], roles: Roles) -> Iterator[Move]:
    for number in range(1, len(edits)):
        found = _happening(clause, number, edits[number])
        if found is not None:
            yield _move(clause, number, *found, roles)


def _happening(clause: FollowedClause, number: int, edits: Edits) -> tuple[Happening, Words] | None:
    was, now = clause.at[number - 1], clause.at[number]
    if now is None:
        return None if was is None else ("went", went(was, edits))
    if was is None:
        return "came_back" if any(clause.at[:number]) else "came", came(now, edits)
    if was.keys != now.keys:
        return "changed", changed(was, now, edits)
    words = relocated(now, edits)
    return ("relocated", words) if words else None


def _move(clause: FollowedClause, number: int, happening: Happening, words: Words, roles: Roles) -> Move:
    before, after = clause.departures[number - 1 : number + 1]
    in_place = happening == "relocated"
    as_in = None if in_place else clause.as_in(number)
    return Move(
        round=number + 1,
        happening=happening,
        changes=words.changes,
        kinds=tuple(dict.fromkeys(change.kind for change in words.changes)),
        direction="neutral" if in_place else direction_of(before, after, words, roles),
        authors=tuple(dict.fromkeys(author for change in words.changes for author in change.authors)),
        untracked=not all(change.tracked for change in words.changes),
        as_in=None if as_in is None else as_in + 1,
        reopens=not in_place and clause.rests(number - 1),
        before=words.before,
        after=words.after,
    )


def _returned(clause: FollowedClause) -> Iterator[Returned]:
    rounds = len(clause.departures)
    for number, departures in enumerate(clause.departures):
        for deviation in departures:
            stood = clause.stood_before(number, deviation)
            if stood is not None:
                yield Returned(
                    clause=clause.id,
                    deviation=deviation,
                    stood=stood + 1,
                    dropped=stood + 2,
                    round=number + 1,
                    authors=deviation.authors,
                    open=all(clause.stands(later, deviation) for later in range(number, rounds)),
                )


def _open(clauses: Sequence[FollowedClause]) -> Iterator[OpenPoint]:
    points = [(deviation, clause) for clause in clauses for deviation in clause.departures[-1]]
    for deviation, clause in sorted(points, key=lambda point: _gravest_first(point[0])):
        since = clause.since(len(clause.departures) - 1, deviation)
        first = next(one for one in clause.departures[since] if one is deviation or same(deviation, one))
        yield OpenPoint(clause.id, deviation, since + 1, first.authors)


def _comments(reviews: Sequence[Review], clauses: Sequence[FollowedClause]) -> Iterator[OpenComment]:
    comments = reviews[-1].document.comments if reviews else ()
    for comment in comments:
        if comment.resolved or comment.parent is not None:
            continue
        since = len(reviews) - 1
        while since and any(_same(comment, one) for one in reviews[since - 1].document.comments):
            since -= 1
        yield OpenComment(comment, _answers(comment, comments), _clause_at(comment, clauses), since + 1)


def _clause_at(comment: Comment, clauses: Sequence[FollowedClause]) -> str | None:
    for clause in clauses:
        now = clause.at[-1]
        if now is not None and (now.holds(comment.span) or now.extent.overlaps(comment.span)):
            return clause.id
    return None


def _answers(comment: Comment, comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """All answers to a comment, answers to answers included."""
    ids = {comment.id}
    while grown := {one.id for one in comments if one.parent in ids} - ids:
        ids |= grown
    return tuple(one for one in comments if one.id in ids and one is not comment)


def _same(one: Comment, other: Comment) -> bool:
    return (one.author, one.text) == (other.author, other.text)


def _gravest_first(deviation: Deviation) -> tuple[int, int]:
    return -SEVERITIES.index(deviation.severity), deviation.start
