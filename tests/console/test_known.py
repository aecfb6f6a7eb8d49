"""What is known stands on a screen at once, says of when it is, and gives way; what screens ask first is known beforehand."""

import asyncio
import json
import re
from typing import Any

import pytest
from playwright.async_api import Request, Route, expect

from huoshui.insight.desk import kinds, usual
from huoshui.insight.desk.telling import recipe_of

pytestmark = pytest.mark.browser

QUESTIONS = "**/api/insight/questions"
SCREENS = ("/", "/channels", "/explore", "/chains", "/flow", "/attribution", "/value", "/quality", "/metric-dictionary")
DAYS_OLD = 3


def said(question: dict[str, Any]) -> tuple[str, str]:
    """A question as the shelf has it."""
    kind = kinds.BY_NAME[question["kind"]]
    asked = kind.question.model_validate({"version": 1, **question})
    return recipe_of(kind), asked.model_dump_json(by_alias=True)


class TestWhatScreensAskFirst:
    @pytest.mark.timeout(240)
    async def test_is_what_is_worked_out_before_anybody_looks(self, desk):
        asked: set[tuple[str, str]] = set()

        def note(request: Request) -> None:
            if request.method == "POST" and request.url.endswith("/api/insight/questions"):
                asked.add(said(json.loads(request.post_data or "{}")["question"]))

        desk.page.on("request", note)
        for path in SCREENS:
            await desk.open(path)
            if path == "/channels":  # its chain begins once the report is there
                await expect(desk.page.locator(".channel-chain")).to_be_visible()
            await expect(desk.page.locator("main .skeleton")).to_have_count(0, timeout=60_000)
        expected = {one for one in usual.QUESTIONS if one[0] not in {"insight.channels", "insight.metric"}}
        metrics = {one for one in usual.QUESTIONS if one[0] == "insight.metric"}
        assert {one for one in asked if one[0] != "insight.metric"} == expected
        assert asked & metrics  # a journey beside this one may define others, or retire some


class TestWhatIsKnown:
    async def test_stands_there_with_its_moment_until_the_newer_does(self, desk):
        page, go_on = desk.page, asyncio.Event()

        async def aged(route: Route) -> None:
            body = json.loads(route.request.post_data or "{}")
            if not body["known"]:
                await go_on.wait()
                await route.continue_()
                return
            answer = await route.fetch()
            await route.fulfill(response=answer, headers={**answer.headers, "age": str(DAYS_OLD * 86_400)})

        await page.route(QUESTIONS, aged)
        await desk.open("/flow")
        renewing = page.locator("main .renewing")
        await expect(renewing).to_have_text(re.compile("这是.*的数字，正在更新"))
        await expect(page.locator("main .skeleton")).to_have_count(0)
        await expect(page.locator("main .flow-map, main canvas, main svg").first).to_be_visible()
        go_on.set()
        await expect(renewing).to_have_count(0)
        await expect(page.locator("main .skeleton")).to_have_count(0)

    async def test_stays_when_the_newer_is_stopped(self, desk):
        page, stopped = desk.page, asyncio.Event()

        async def aged(route: Route) -> None:
            body = json.loads(route.request.post_data or "{}")
            if not body["known"]:
                await stopped.wait()
                await route.abort()
                return
            answer = await route.fetch()
            await route.fulfill(response=answer, headers={**answer.headers, "age": str(DAYS_OLD * 86_400)})

        await page.route(QUESTIONS, aged)
        await desk.open("/flow")
        await page.locator("main .renewing").get_by_role("button", name=re.compile("停 ?止$")).click()
        stopped.set()
        await expect(page.locator("main .renewing")).to_have_count(0)
        await expect(page.locator("main")).not_to_contain_text("这个问题已停止")
        await expect(page.locator("main .flow-map, main canvas, main svg").first).to_be_visible()
