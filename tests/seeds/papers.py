"""Papers of shipped definitions without an office: the case walked by the engine alone, its paper typeset."""

from actions.papers import approval_form
from actions.papers.typesetting import Documents, Order, make
from engine.documents.kinds import called_by
from engine.state import Unit
from seeds.definition_file import read_definition
from seeds.document_kinds import kinds
from seeds.load import PROCESSES
from tests.seeds.walker import MONDAY, Walker

HEAD = {
    "number": "陕教科文卫体工审〔2022〕1号",
    "official": "陕教科文卫体工审〔2022〕1号",
    "filled_on": "2022年3月1日",
    "office": "陕西省教科文卫体工会",
    "demonstration": True,
}


def form_of(key: str) -> Documents:
    """The paper with the form of a case of ``key`` on it, as far as the province's review."""
    process, _ = read_definition(PROCESSES / f"{key}.yaml")
    walker = Walker(process, Unit("u", "西安交通大学工会", direct=True, sector="education", city="西安"))
    walker.open()
    state = walker.walk("prov_review")
    head = {**HEAD, "kind": called_by(process, kinds()["approval_form"]).title}
    contents = head | approval_form.contents(process, state, {})
    return make(Order(key, "approval_form", key, contents, MONDAY))
