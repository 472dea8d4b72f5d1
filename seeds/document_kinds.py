"""The kinds of documents (文种) in ``seeds/documents/kinds.yaml``."""

from functools import cache
from pathlib import Path

from engine.documents.kinds import About, Kind, Kinds
from seeds.schema import read_as, text_of

_FILE = Path(__file__).parent / "documents" / "kinds.yaml"


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by their keys. Raises DefinitionRefused with every finding when the file is wrong."""
    return {one.key: one for one in read_as(Kinds, text_of(_FILE), str(_FILE))[0].kinds}


def kinds_about(thing: About) -> list[Kind]:
    """The kinds of documents about a case, a round or a meeting, in their order."""
    return [one for one in kinds().values() if one.about == thing]
