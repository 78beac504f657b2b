"""`leishu.repair(text)`: what others may use alone, whatever was imported before it."""

import subprocess
import sys

import pytest

import leishu
from leishu.model import RepairedText

ORDERS = {
    "as a function of the program": "import leishu; print(leishu.repair('å¼€æº\\x90').text)",
    "by its name": "from leishu import repair; print(repair('å¼€æº\\x90').text)",
    "from the package": "from leishu.repair import repair; print(repair('å¼€æº\\x90').text)",
    "after a part of the package": "import leishu.repair.steps, leishu; print(leishu.repair('å¼€æº\\x90').text)",
    "with what undoes it": "import leishu; r = leishu.repair('å¼€æº\\x90'); u = leishu.repair.undo;"
    " assert u(r.text, r.steps) == 'å¼€æº\\x90'; print(r.text)",
}


@pytest.mark.parametrize("program", ORDERS.values(), ids=ORDERS)
def test_it_does_not_matter_how_it_is_asked_for(program):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "开源\n"


def test_the_program_alone_is_imported_in_no_time():
    program = "import leishu, sys; print([name for name in sys.modules if name.startswith('leishu.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_it_gives_text_steps_and_doubts():
    result = leishu.repair("⽤⼾说：&ldquo;好&rdquo;，他说\ufffd。")
    assert isinstance(result, RepairedText)
    assert result.text == "用户说：“好”，他说\ufffd。"
    assert [step.rule for step in result.steps] == ["entities and tags"] * 2 + ["compatibility characters"] * 2
    assert [doubt.text for doubt in result.doubts] == ["\ufffd"]


def test_a_person_may_settle_what_was_left():
    assert leishu.repair("他说\ufffd。", settle={"他说\ufffd": "他说好"}).text == "他说好。"


def test_it_says_what_it_does():
    assert "settle" in str(leishu.repair.__call__.__doc__)
    with pytest.raises(AttributeError, match="mend"):
        _ = leishu.mend
