"""Who is there to act: asked before a definition is published, because a body without people stops every case."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.organisation import Human, OrganMember, Post, Unit


@dataclass(frozen=True, slots=True)
class Seats:
    """The units with the one above each, the posts that active people hold, the organs and their active members."""

    units: dict[str, str | None]
    posts: frozenset[tuple[str, str]]
    organs: dict[str, int]


def seats(session: Session) -> Seats:
    """Tell who is there now."""
    units = session.execute(select(Unit.key, Unit.parent)).all()
    posts = session.execute(
        select(Post.unit, Post.post).join(Human, Human.id == Post.person).where(Human.active).distinct()
    ).all()
    organs = session.execute(
        select(OrganMember.organ, func.count())
        .join(Human, Human.id == OrganMember.person)
        .where(Human.active)
        .group_by(OrganMember.organ)
    ).all()
    return Seats(
        units={row.key: row.parent for row in units},
        posts=frozenset((unit, post) for unit, post in posts),
        organs={organ: members for organ, members in organs},  # noqa: C416 - rows are no pairs to the type checker
    )
