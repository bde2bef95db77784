"""Takes keys for itself that mean something already."""

from pnm.api import Field, RelationKind, hookimpl


@hookimpl
def pnm_fields():
    yield Field("birthday", "Not yours.", "number", ("name", "tags", "email"))
    yield Field("", "No name.")
    yield Field("a: b\n- c", "No key.")


@hookimpl
def pnm_relation_kinds():
    yield RelationKind("spouse", "Not yours.", "boss")
    yield RelationKind("", "No name.")
