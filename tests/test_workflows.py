"""The workflows are code that runs unseen: they are checked before they run."""

import os
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

WORKFLOWS = sorted((Path(__file__).resolve().parent.parent / ".github" / "workflows").glob("*.yml"))
ACTIONLINT = Path(sysconfig.get_path("scripts")) / "actionlint"
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

pytestmark = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def run_actionlint(path):
    # -shellcheck= and -pyflakes=: the same answer whether or not those happen to be installed.
    command = [ACTIONLINT, "-no-color", "-shellcheck=", "-pyflakes=", path]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_workflow_has_no_fault_that_actionlint_knows(workflow):
    done = run_actionlint(workflow)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_sees_a_fault_in_it(workflow, tmp_path):
    broken = tmp_path / workflow.name
    broken.write_text(workflow.read_text(encoding="utf-8").replace("runs-on:", "run-on:"), encoding="utf-8")
    assert "run-on" in run_actionlint(broken).stdout


def test_an_action_is_pinned_by_commit_and_says_its_version(workflow):
    uses = [line.strip() for line in workflow.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.search(line)] == []


def test_a_workflow_may_only_read_unless_a_job_says_otherwise(workflow):
    assert "\n\npermissions:\n  contents: read\n\n" in workflow.read_text(encoding="utf-8")


def test_a_workflow_runs_what_people_run(workflow):
    # So that what fails there can be repeated with one command here.
    text = workflow.read_text(encoding="utf-8")
    run = re.findall(r"run: (.+)", text)
    assert run
    assert all(re.match(r"make |\.ci/run$", command) for command in run)


assert os.access(ACTIONLINT, os.X_OK), "actionlint is in the dev group of pyproject.toml: run make test"
