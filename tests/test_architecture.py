"""The directions of the house: who may import whom, and that importing does no work."""

import ast
import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = {"faiss", "torch", "sentence_transformers", "transformers", "gradio", "tantivy"}
ROOTS = {"app", "qa.cli", "qa.ui", "eval.__main__"}
INDEX_MAY_SEE = {"qa.model", "qa.errors"}


def modules(package):
    for path in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, path


def imports(path):
    """Every module named in an import statement, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_root(name):
    return any(name == root or name.startswith(root + ".") for root in ROOTS)


def outside(package, forbidden):
    return [
        f"{name} imports {imported}"
        for name, path in modules(package)
        if not is_root(name)
        for imported in imports(path)
        if forbidden(name, imported)
    ]


def test_qa_knows_no_engine_and_no_index():
    assert not outside(
        "qa", lambda _, imported: imported.split(".")[0] in HEAVY | {"index", "eval", "app"}
    )


def test_index_knows_only_the_words_and_the_errors():
    assert not outside(
        "index",
        lambda name, imported: (
            imported.split(".")[0] in {"qa", "eval", "app"}
            and imported not in INDEX_MAY_SEE
            and not name.startswith(("index.training", "index.fit_"))
        ),
    )


def test_eval_sees_what_a_user_sees():
    assert not outside("eval", lambda _, imported: imported.split(".")[0] in HEAVY | {"app"})


@pytest.mark.parametrize("name", ["qa.answer", "qa.cli", "index.search", "index.build"])
def test_importing_loads_nothing_heavy(name):
    code = f"import sys, {name}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert not HEAVY & set(loaded)
