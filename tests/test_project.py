"""The project as a whole: whose imports these are, who may import whom, what stays quick, what is documented."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTED = "\n".join(
    p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)


@pytest.mark.parametrize("name", ["extractors", "flows", "seeds", "warehouse"])
def test_the_package_is_ours_and_not_its_namesake_on_the_registry(name):
    assert Path(importlib.import_module(name).__file__).parent == ROOT / name


def test_import_boundaries_hold():
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_commands_that_only_read_text_load_no_heavy_library(tmp_path):
    (tmp_path / "a.txt").write_text("At least five civilians were killed.")
    program = (
        "import sys; from flows.cli import app\n"
        "for command in ('extract', 'tolls', 'explain'):\n"
        "    app([command, 'a.txt'], standalone_mode=False)\n"
        "heavy = {'prefect', 'duckdb', 'pandas', 'pandera', 'pyarrow', 'spacy.cli', 'trafilatura', 'dateparser',"
        " 'distributed', 'fsspec'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"


def test_a_question_to_the_warehouse_loads_no_frames(tmp_path):
    program = (
        "import sys, duckdb; duckdb.connect('w.duckdb').close(); from flows.cli import app\n"
        "app(['sql', 'select 1', '--warehouse', 'w.duckdb'], standalone_mode=False)\n"
        "print(sorted({'pandas', 'pandera', 'numpy', 'prefect', 'spacy'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"


def test_without_prefect_a_run_says_what_to_install_and_what_does_without(tmp_path):
    (tmp_path / "a.txt").write_text("At least five civilians were killed.")
    program = (
        "import sys; sys.modules['prefect'] = None; sys.argv = ['figures', 'run', 'a.txt']\n"
        "from flows.cli import main; main()"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "conflict-figures[prefect]" in result.stderr
    assert "--plain" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_shell_completes_commands():
    result = subprocess.run(
        [Path(sys.executable).with_name("figures")],
        env={"_FIGURES_COMPLETE": "complete_bash", "COMP_WORDS": "figures exp", "COMP_CWORD": "1", "PATH": "/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert {"explain", "export"} <= set(result.stdout.split())


def test_help_loads_nothing_that_takes_its_time():
    """Under 0.3 s of processor time: what is loaded can be counted, seconds on a busy machine cannot."""
    program = (
        "import sys; from flows.cli import app; app(['--help'], standalone_mode=False)\n"
        "slow = {'spacy', 'numpy', 'pandas', 'duckdb', 'pyarrow', 'prefect', 'distributed', 'rich', 'asyncio',"
        " 'sqlite3', 'importlib.metadata', 'extractors.model', 'flows.documents.find'} & set(sys.modules)\n"
        "print(sorted(slow), len(sys.modules) < 300, file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[] True"


def commands() -> dict[str, list[str]]:
    """Every command with its options, as the command line itself knows them."""
    import typer

    from flows.cli import app

    group = typer.main.get_command(app)
    found = {}

    def walk(command, path):
        if children := getattr(command, "commands", None):
            for name, child in children.items():
                walk(child, [*path, name])
        else:
            found[" ".join(path)] = [o for p in command.params for o in p.opts if o.startswith("--")]

    walk(group, ["figures"])
    return found


def test_every_command_and_option_is_documented():
    missing = [
        f"{command} {option}".strip()
        for command, options in commands().items()
        for option in ["", *options]
        if (option or command) not in DOCUMENTED and option != "--help"
    ]
    assert not missing


def test_every_command_in_the_documentation_exists():
    known = commands()
    code = "\n".join(map("".join, re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", DOCUMENTED, re.DOTALL)))
    shown = set(re.findall(r"^(?:\.venv/bin/)?(figures [a-z][a-z-]*)", code, re.MULTILINE))
    assert shown
    assert not {s for s in shown if not any(k == s or k.startswith(s + " ") for k in known)}


def test_every_make_target_of_the_documentation_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", DOCUMENTED, re.MULTILINE)) <= {
        pair for t in targets for pair in ((t, ""), ("", t))
    }


def test_every_dependency_has_its_reason_and_licence():
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    extras = PROJECT["project"]["optional-dependencies"].values()
    declared = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *(d for e in extras for d in e),
    ]
    names = [re.match(r"[A-Za-z0-9-]+", d).group() for d in declared]
    assert not [n for n in names if f"| {n} |" not in reasons]


def test_every_promise_names_a_test_that_exists():
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)
    assert len(named) == sum(line.startswith("| ") for line in page.splitlines()) - page.count("| promise |")
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert not missing
