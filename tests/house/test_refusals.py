"""Every refusal has a sentence, a code of its own, the facts its sentence needs, and a place in the documentation."""

import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import huoshui
from huoshui.bedrock import errors
from huoshui.bedrock.errors import Refusal
from tests.world.application import application

HOUSE = Path(huoshui.__file__).parent

HOWTO = HOUSE.parents[1] / "docs" / "howto"
PAGES = (HOWTO / "send-events.md", HOWTO / "connect-wecom.md", HOWTO / "official-accounts.md")
"""Tell of the collect door, the callbacks' and the mini-programs' doors, which OpenAPI does not know."""

OF_FILES = ("huoshui.channels.exports", "huoshui.events.imports.contract", "huoshui.bedrock.money")
"""Says why a file or a row of it was not taken: stands in the import, not in an answer."""

NOT_OVER_HTTP = {
    "DirectoryInUse", "PostgresDidNotStart", "EngineAway", "WrongMasterKey", "NotTaken", "NoSuchLink", "TooFewBuyers", "ConnectorPaused",
}  # fmt: skip
"""
Said before there is a server, by the market simulator, by an operation that has no door, of a run that is kept, and to
the stages that ask a platform.
"""

CLIENT = "huoshui.app.cli"
"""The command line's own words: it is a client of the doors, and passes on what they refuse."""

FROM_ANY_DOOR = {"AskedTooMuch", "DatabaseUnavailable", "HoldsNul"}
"""Answered by `bedrock.http` for every route, whatever it declares; the first by whatever reads events."""


@cache
def refusals() -> list[type[Refusal]]:
    """All that can be refused, the general kinds left out."""
    for module in pkgutil.walk_packages(huoshui.__path__, "huoshui."):
        if not module.name.endswith(("__main__", ".schema.env")) and ".schema.versions" not in module.name:
            importlib.import_module(module.name)

    def below(kind):
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    general = {one for one in vars(errors).values() if inspect.isclass(one)}
    ours = {
        one for one in below(Refusal) if one.__module__.startswith("huoshui.") and not one.__module__.startswith(CLIENT)
    }
    return sorted(ours - general, key=lambda one: one.__qualname__)


def facts_of(refusal: type[Refusal]) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(refusal.__doc__ or "") if name}


class TestEvery:
    @pytest.mark.parametrize("refusal", refusals(), ids=lambda one: one.__name__)
    def test_is_a_sentence_of_its_own(self, refusal):
        assert "__doc__" in vars(refusal), "the docstring is the message; the parent's says something else"
        message = inspect.cleandoc(refusal.__doc__)
        assert message[0].isupper() or not message[0].isalpha() or message[0] == "{"
        assert message.endswith((".", "}")), "a sentence, or one that is handed in"

    @pytest.mark.parametrize("refusal", refusals(), ids=lambda one: one.__name__)
    def test_belongs_to_a_kind_that_has_a_status(self, refusal):
        assert 400 <= refusal.status < 600
        assert refusal.status != 500

    def test_code_is_given_once(self):
        counted = Counter(one.__name__ for one in refusals())
        assert {code for code, times in counted.items() if times > 1} == set()

    def test_of_the_kind_that_says_when_to_come_back_says_it(self):
        silent = {
            one.__name__
            for one in refusals()
            if issubclass(one, (errors.TooMany, errors.Busy)) and "retry_after" not in facts_of(one)
        }
        assert silent == set()


def raised() -> list[tuple[str, int, str, set[str] | None]]:
    """Every ``raise`` of one of our refusals: file, line, name, and the facts given (``None``: not to be known here)."""
    names = {one.__name__ for one in refusals()} | {one for one in vars(errors) if one[0].isupper()}
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        if path.is_relative_to(HOUSE / "app" / "cli"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            made = node.exc if isinstance(node, ast.Raise) else node
            if isinstance(made, ast.Call) and (name := called(made.func)) in names:
                facts = {word.arg for word in made.keywords}
                found.append((str(path.relative_to(HOUSE)), made.lineno, name, None if None in facts else facts))
            elif isinstance(node, ast.Raise) and made is not None and (name := called(made)) in names:
                found.append((str(path.relative_to(HOUSE)), node.lineno, name, set()))
    return found


def called(node: ast.expr) -> str | None:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None


class TestFacts:
    def test_are_given_wherever_a_refusal_is_made(self):
        known = {one.__name__: one for one in refusals()} | {
            name: one for name, one in vars(errors).items() if inspect.isclass(one) and issubclass(one, Refusal)
        }
        short = [
            f"{path}:{line} {name} lacks {sorted(facts_of(known[name]) - facts)}"
            for path, line, name, facts in raised()
            if facts is not None and name in known and facts_of(known[name]) - facts
        ]
        assert short == []


class TestDocumentation:
    def test_names_every_refusal_where_its_reader_looks(self):
        described = words("".join(page.read_text("utf-8") for page in PAGES))
        for path in application().openapi()["paths"].values():
            for operation in path.values():
                for answer in operation["responses"].values():
                    described |= words(answer.get("description", ""))
        missing = {
            one.__name__
            for one in refusals()
            if one.__name__ not in described and not one.__subclasses__() and not one.__module__.startswith(OF_FILES)
        }
        assert missing - NOT_OVER_HTTP - FROM_ANY_DOOR == set(), "declare them with responses=refuses(…)"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
