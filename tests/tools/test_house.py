"""Each house rule finds what it is there to find, and lets its neighbor pass."""

import textwrap
from pathlib import Path

import pytest

from tools.house import (
    broad_excepts,
    clocks,
    commits,
    forks,
    loose_ends,
    refusals,
    sizes,
    stories,
    voices,
)
from tools.house.__main__ import inspect_house, rules
from tools.house.source import Finding, House


@pytest.fixture
def house(tmp_path):
    def build(**files: str) -> House:
        for name, text in files.items():
            path = tmp_path.joinpath(*name.split("__")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        return House(tmp_path)

    return build


def found(findings) -> list[tuple[str, int]]:
    return [(Path(one.path).name, one.line) for one in findings]


class TestRefusals:
    TREE = '''
        """Refusals."""
        class Refusal(Exception):
            """Refused."""
        class Missing(Refusal):
            """Not here."""
    '''

    def test_finds_the_word_error_in_a_name_down_the_tree(self, house):
        built = house(
            bedrock__errors=self.TREE,
            people__contract='class NoSuchPerson(Missing):\n    """None."""\nclass LostError(NoSuchPerson):\n    """x"""',
        )
        assert [one.message for one in refusals.check(built)] == ["say what went wrong without Error: LostError"]

    def test_finds_a_refusal_without_its_sentence(self, house):
        built = house(bedrock__errors=self.TREE, people__contract="class NoSuchPerson(Missing):\n    status = 404")
        assert found(refusals.check(built)) == [("contract.py", 1)]

    def test_finds_a_refusal_outside_the_contract(self, house):
        built = house(bedrock__errors=self.TREE, people__queries='class Gone(Missing):\n    """Gone."""')
        assert [one.message for one in refusals.check(built)] == [
            "move Gone into people/contract.py, where clients look for it"
        ]

    def test_lets_ordinary_exceptions_be(self, house):
        assert not list(refusals.check(house(people__rules="class ParseError(ValueError):\n    pass")))


class TestCommits:
    def test_finds_commit_and_rollback_in_a_stage(self, house):
        built = house(
            people__operations="async def f(session):\n    await session.commit()\n    await session.rollback()"
        )
        assert found(commits.check(built)) == [("operations.py", 2), ("operations.py", 3)]

    def test_lets_bedrock_commit(self, house):
        assert not list(commits.check(house(bedrock__postgres="def f(session):\n    session.commit()")))


class TestForks:
    @pytest.mark.parametrize(
        "call",
        [
            "os.fork()",
            "multiprocessing.Process(target=f)",
            "ProcessPoolExecutor(2)",
            "asyncio.create_subprocess_exec('ls')",
            "loop.subprocess_exec(protocol, 'ls')",
            "subprocess.Popen(['ls'], preexec_fn=f)",
        ],
    )
    def test_finds_what_forks_the_server(self, house, call):
        assert found(forks.check(house(people__api=f"x = {call}"))) == [("api.py", 1)]

    def test_lets_programs_be_started_without_a_fork(self, house):
        assert not list(forks.check(house(app__welcome="x = subprocess.Popen(['ls'], env={})")))


class TestClocks:
    @pytest.mark.parametrize(
        "call", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()", "time.time_ns()"]
    )
    def test_finds_every_clock(self, house, call):
        assert found(clocks.check(house(people__api=f"x = {call}"))) == [("api.py", 1)]

    def test_finds_the_clock_of_the_house_behind_a_door(self, house):
        built = house(people__operations="x = clock.now()", people__api="x = clock.now()")
        assert found(clocks.check(built)) == [("operations.py", 1)]

    def test_lets_a_stop_watch_run(self, house):
        assert not list(clocks.check(house(people__operations="x = time.monotonic() + time.perf_counter()")))


class TestBroadExcepts:
    @pytest.mark.parametrize("kind", ["", " Exception", " BaseException", " (ValueError, Exception)"])
    def test_finds_it_in_a_stage(self, house, kind):
        built = house(people__operations=f"try:\n    f()\nexcept{kind}:\n    g()")
        assert found(broad_excepts.check(built)) == [("operations.py", 3)]

    def test_lets_one_pass_that_raises_again(self, house):
        built = house(people__operations="try:\n    f()\nexcept Exception:\n    g()\n    raise")
        assert not list(broad_excepts.check(built))

    def test_lets_the_four_places_be(self, house):
        built = house(bedrock__http="try:\n    f()\nexcept Exception:\n    g()")
        assert not list(broad_excepts.check(built))


class TestStories:
    def test_finds_a_stage_without_one(self, house):
        built = house(people__rules='"""Rules."""')
        assert found(stories.check(built)) == [("__init__.py", 1)]

    def test_finds_one_that_imports(self, house):
        built = house(people____init__='"""People."""\nimport os')
        built.root.joinpath("people", "__init__.py").write_text('"""People."""\nimport os\n')
        assert [one.message for one in stories.check(House(built.root))] == [
            "a stage's __init__ tells its story and imports nothing"
        ]

    def test_finds_a_module_without_a_sentence(self, house):
        built = house(people__rules="x = 1")
        built.root.joinpath("people", "__init__.py").write_text('"""People."""\n')
        assert found(stories.check(House(built.root))) == [("rules.py", 1)]


class TestVoices:
    def test_finds_a_stage_that_speaks(self, house):
        built = house(people__api="print(1)\nsys.stdout.write('x')", app__cli__people="print(1)")
        assert found(voices.check(built)) == [("api.py", 1), ("api.py", 2)]


class TestLooseEnds:
    def test_wants_an_issue(self, house):
        mark = "TO" + "DO"
        built = house(people__api=f"x = 1  # {mark} later\ny = 1  # {mark} #12 later")
        assert found(loose_ends.check(built)) == [("api.py", 1)]


class TestSizes:
    def test_notes_but_does_not_fail(self, house):
        built = house(people__operations="x = 1\n" * 301, people__api="def f():\n" + "    x = 1\n" * 51)
        notes = list(sizes.check(built))
        assert found(notes) == [("api.py", 1), ("operations.py", 1)]
        assert all(one.note for one in notes)


class TestTheHouse:
    def test_stands(self):
        broken = [one for findings in inspect_house(Path("src/huoshui")).values() for one in findings if not one.note]
        assert broken == []

    def test_every_rule_gives_its_reason(self):
        for rule in rules():
            assert len((rule.__doc__ or "").strip().splitlines()) >= 3, rule.__name__

    def test_findings_point_somewhere(self, house):
        finding = house(people__api="x = 1").modules[0].finding(1, "look")
        assert finding == Finding(finding.path, 1, "look")
