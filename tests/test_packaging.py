"""What a user of the package sees before the first call."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import newsdump


def test_the_version_is_that_of_the_distribution() -> None:
    assert newsdump.__version__ == version("newsdump")


def test_all_names_are_there() -> None:
    assert len({*newsdump.__all__}) == len(newsdump.__all__)
    assert all(hasattr(newsdump, name) for name in newsdump.__all__)


def test_what_parses_is_imported_when_it_is_asked_for() -> None:
    program = (
        "import sys, newsdump\n"
        "assert 'newsdump.parser' not in sys.modules\n"
        "assert {'parse', 'Parser', 'read_age'} <= set(dir(newsdump))\n"
        "from newsdump import parse\n"
        "assert parse is newsdump.parser.parse\n"
        "try: newsdump.pars\n"
        "except AttributeError as error: assert 'pars' in str(error)\n"
        "else: raise SystemExit(1)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_package_is_typed_and_carries_its_data() -> None:
    package = files("newsdump")
    for name in (
        "py.typed",
        "data/lexicon.json",
        "data/verdict.json",
        "data/page.schema.json",
        "data/profiles/daily8.toml",
    ):
        assert package.joinpath(name).is_file(), name


def test_import_needs_no_extra() -> None:
    program = (
        "import sys\n"
        "extras = ('click', 'rich', 'pyarrow', 'fastwarc', 'fsspec', 'babel', 'hypothesis')\n"
        "for name in extras: sys.modules[name] = None\n"
        "import newsdump; newsdump.parse('Harbour opens\\n\\n3 hours ago')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_citation_names_the_version() -> None:
    citation = Path(__file__).parents[1] / "CITATION.cff"
    assert f"\nversion: {newsdump.__version__}\n" in citation.read_text(encoding="utf-8")


def test_the_command_begins_where_ctrl_c_is_heard_first() -> None:
    """`newsdump.cli` itself loads for some hundredths of a second."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"newsdump": "newsdump.__main__:main"}
