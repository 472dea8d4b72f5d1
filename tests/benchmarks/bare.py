"""The yardstick: the four writes of a transition by hand, one psycopg transaction with prepared statements."""

from uuid import uuid4

import psycopg
from psycopg import Connection

_TABLES = """
CREATE TABLE bare_cases (id uuid PRIMARY KEY, status text NOT NULL, step text NOT NULL, version int NOT NULL);
CREATE TABLE bare_assignments (id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES bare_cases,
    person text NOT NULL, status text NOT NULL, decided_at timestamptz);
CREATE INDEX ON bare_assignments (person) WHERE status = 'open';
CREATE TABLE bare_journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id uuid NOT NULL,
    event text NOT NULL, at timestamptz NOT NULL DEFAULT now(), payload jsonb NOT NULL);
CREATE TABLE bare_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id uuid NOT NULL,
    event text NOT NULL, payload jsonb NOT NULL);
"""


def make_tables(conninfo: str) -> None:
    """The tables that the yardstick writes to."""
    with psycopg.connect(conninfo) as connection:
        connection.execute(_TABLES)


def new_case(connection: Connection, steps: int) -> list[str]:
    """A case with an open assignment for each of its transitions; returns the assignments."""
    case, assignments = str(uuid4()), [str(uuid4()) for _ in range(steps)]
    connection.execute("INSERT INTO bare_cases VALUES (%s, 'under_way', 'first', 0)", [case])
    for one in assignments:
        connection.execute(
            "INSERT INTO bare_assignments VALUES (%s, %s, 'somebody', 'open', NULL)", [one, case]
        )
    connection.commit()
    return assignments


def transition(connection: Connection, assignment: str) -> None:
    """Decide: update the assignment and the case, insert a journal line and an outbox row, commit."""
    done = connection.execute(
        "UPDATE bare_assignments SET status = 'decided', decided_at = now() WHERE id = %s RETURNING case_id",
        [assignment],
        prepare=True,
    ).fetchone()
    case = done[0] if done else None
    connection.execute(
        "UPDATE bare_cases SET step = 'next', version = version + 1 WHERE id = %s", [case], prepare=True
    )
    connection.execute(
        "INSERT INTO bare_journal (case_id, event, payload) VALUES (%s, 'assignment.decided', '{\"by\": \"x\"}')",
        [case],
        prepare=True,
    )
    connection.execute(
        "INSERT INTO bare_outbox (case_id, event, payload) VALUES (%s, 'assignment.decided', '{\"by\": \"x\"}')",
        [case],
        prepare=True,
    )
    connection.commit()
