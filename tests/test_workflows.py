"""The files that run checks and publish on forges: linted, pinned, safe on forks, and their commands tried."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import build
from site_helpers import CHECKOUT, CLOCK, communique
from test_comparing import git

DESK = build.packaged_templates() / "desk"
GITHUB = [*sorted((DESK / "github").glob("*.yml")), *sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))]
GITLAB = DESK / "gitlab-ci.yml"
HOOKS = CHECKOUT / ".pre-commit-hooks.yaml"

ARTICLE = """\
Chile and Peru open a second crossing

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.
"""


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is missing; 'make test' installs it."
    return found


def _name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def _steps(path: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


# --- lint -----------------------------------------------------------------------------------------------------------


def test_there_are_workflows() -> None:
    """The lists that these tests go through are not empty."""
    assert [_name(path) for path in GITHUB] == [
        "templates/desk/github/check.yml",
        "templates/desk/github/deploy.yml",
        ".github/workflows/site.yml",
        ".github/workflows/test.yml",
    ]


@pytest.mark.parametrize(
    ("schema", "path"),
    [("vendor.github-workflows", path) for path in GITHUB] + [("vendor.gitlab-ci", GITLAB)],
    ids=lambda value: _name(value) if isinstance(value, Path) else value,
)
def test_each_file_has_the_form_that_its_forge_wants(schema: str, path: Path) -> None:
    """The forge's own schema has no complaint."""
    transform = ["--data-transform", "gitlab-ci"] if path == GITLAB else []
    done = subprocess.run(
        [_tool("check-jsonschema"), "--builtin-schema", schema, *transform, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_have_no_known_weakness() -> None:
    """An auditor of workflows finds nothing: no injection, no rights too many, no credentials that stay."""
    done = subprocess.run(
        [_tool("zizmor"), "--offline", "--no-progress", "--quiet", *map(str, GITHUB)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", GITHUB, ids=_name)
def test_pull_requests_from_forks_are_safe(path: Path) -> None:
    """No trigger gives a fork's code rights or secrets, and every action is pinned by hash with its version."""
    text = path.read_text(encoding="utf-8")
    assert not {"pull_request_target", "workflow_run"} & set(re.findall(r"\w+", text))
    assert "secrets." not in text and "secrets:" not in text
    read = yaml.safe_load(text)
    assert read["permissions"] in ({}, {"contents": "read"})
    for line in text.splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    for job in read["jobs"].values():
        rights = job.get("permissions", {})
        if "write" in rights.values():
            assert rights == {"pages": "write", "id-token": "write"}
            assert not any("run" in step for step in job["steps"]), "what may publish runs no command"


def test_one_action_has_one_hash() -> None:
    """All workflows pin an action alike."""
    pinned = {step["uses"] for path in GITHUB for step in _steps(path) if "uses" in step}
    assert len({use.split("@")[0] for use in pinned}) == len(pinned)


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk as `init` makes it, with one drafted briefing, committed; a second one on a branch."""
    root = tmp_path / "desk"
    assert communique("init", root, "--url", "https://desk.example/").code == 0
    assert communique("add", "-", "--root", root, given=ARTICLE.encode()).code == 0
    assert communique("build", "--root", root).code == 0
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root, "checkout", "--quiet", "-b", "work")
    other = ARTICLE.replace("Chile", "Norway").replace("Peru", "Finland").replace("Lima", "Oslo")
    assert communique("add", "-", "--root", root, given=other.encode()).code == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Add")
    shutil.rmtree(root / "site")
    return root


@pytest.fixture
def environment(tmp_path: Path, desk: Path) -> dict[str, str]:
    """What a runner gives: commands by name, a file for the summary. Installing is noted, not done."""
    tools = tmp_path / "tools"
    tools.mkdir()
    code = "import sys; from communique.cli import main; sys.exit(main())"
    for name, line in (
        ("communique", f'exec "{sys.executable}" -c "{code}" "$@"'),
        ("pip", f'echo "$@" >> "{tmp_path}/pip.log"'),
    ):
        (tools / name).write_text(f"#!/bin/sh\n{line}\n")
        (tools / name).chmod((tools / name).stat().st_mode | stat.S_IXUSR)
    base = git(desk, "rev-parse", "main").strip()
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **CLOCK,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "BASE": base,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
    }


def _run(script: str, root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as the forges do: bash that stops at the first failure."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _run_all(path: Path, root: Path, environment: dict[str, str]) -> None:
    for step in _steps(path):
        if "run" in step:
            done = _run(step["run"], root, environment)
            assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"


@pytest.mark.site
def test_the_commands_of_github_run(desk: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """Each command of both workflows does its work in a desk; the summary names the new page by its address."""
    _run_all(DESK / "github" / "check.yml", desk, environment)
    summary = (tmp_path / "summary.md").read_text()
    assert "Briefings: 1 new. Pages: " in summary and "(<https://desk.example/briefings/norway-and-finland" in summary
    _run_all(DESK / "github" / "deploy.yml", desk, environment)
    assert (desk / "site" / "pairs" / "fin-nor" / "index.html").is_file()
    assert (tmp_path / "pip.log").read_text().count("-r requirements.txt") == 2


@pytest.mark.site
def test_the_commands_of_gitlab_run(desk: Path, environment: dict[str, str]) -> None:
    """Each command of both jobs does its work in a desk, and leaves what its artifacts name."""
    read = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    for job in ("check", "pages"):
        for line in [*read["default"]["before_script"], *read[job]["script"]]:
            done = _run(line, desk, environment)
            assert done.returncode == 0, f"{job}: {line}: {done.stdout}{done.stderr}"
        assert all((desk / path).exists() for path in read[job]["artifacts"]["paths"])
    assert (desk / "public" / "pairs" / "fin-nor" / "index.html").is_file()


@pytest.mark.site
def test_an_article_without_a_committed_briefing_stops_the_check(desk: Path, environment: dict[str, str]) -> None:
    """A briefing that the runner would draft anew each time is not published unseen."""
    other = ARTICLE.replace("Chile", "Kenya").replace("Peru", "Uganda").replace("Lima", "Nairobi")
    (desk / "seeds" / "kenya.txt").write_text(other)
    assert _run("communique build --strict", desk, environment).returncode == 0
    last = _steps(DESK / "github" / "check.yml")[-1]["run"]
    gitlab = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["check"]["script"][-1]
    for script in (last, gitlab):
        done = _run(script, desk, environment)
        assert done.returncode == 1 and "Run 'communique build' and commit" in done.stdout


# --- hooks ----------------------------------------------------------------------------------------------------------


def test_the_hook_runs_a_command_that_exists() -> None:
    """The hook that others use has the keys that pre-commit wants, and names a command of ours."""
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    program, command = hook["entry"].split()
    assert program == "communique" and communique(command, "--help").code == 0


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("briefings/PRK-RUS/diplomacy/x.md", True),
        ("briefings/topics.yml", True),
        ("seeds/a talk.txt", True),
        ("seeds/page.htm", True),
        ("briefings/README.md", False),
        ("briefings/schemas/topics.schema.json", False),
        ("site_src/about/index.md", False),
        ("other/briefings/x.md", False),
    ],
)
def test_the_hook_looks_at_what_a_build_reads(path: str, wanted: bool) -> None:
    """Briefings, vocabulary and articles are checked; pages by hand, schemas and readmes are not."""
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert bool(re.search(hook["files"], path) and not re.search(hook["exclude"], path)) is wanted
