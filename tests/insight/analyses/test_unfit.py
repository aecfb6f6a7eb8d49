"""A question that cannot be read is refused at the place where its author wrote it, with what would do there."""

from typing import Any

import httpx2
import pytest

DAYS = {"last_days": 30}
VIEW = {"events": ["Product Viewed"]}


class TestUnfitQuestions:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ({"kind": "funel"}, "question: kind “funel” does not exist; one of 'trends', 'funnel', "),
            ({"period": DAYS}, "question: “kind” is missing, which tells what it is"),
            ({"kind": "funnel", "period": DAYS, "within": "7d", "steps": []},
             "question.steps: at least 2 are needed, and there are 0"),
            ({"kind": "funnel", "period": DAYS, "within": "seven days", "steps": [VIEW, VIEW]},
             "question.within: “seven days” is no duration, such as 90s, 30m, 3h, 7d or 2w"),
            ({"kind": "funnel", "period": DAYS, "within": "7d", "steps": [VIEW, VIEW], "order": "loose"},
             "question.order: “loose” is none of 'ordered', 'strict' or 'any'"),
            ({"kind": "funnel", "period": DAYS, "within": "7d", "steps": [VIEW, VIEW], "order": "strict", "hold": "x"},
             "question: strict is about the very next thing that somebody does, whatever it is of; leave out hold"),
            ({"kind": "trends", "period": DAYS, "series": [{**VIEW, "measure": "sum"}]},
             "question.series.0: sum, average and sum_per_person measure a property; the others measure none"),
            ({"kind": "trends", "period": DAYS, "lines": [VIEW]},
             "question: “series” is missing; question.lines: there is no “lines” here"),
            ({"kind": "trends", "period": "last week", "series": [VIEW]}, "question.period: an object ({…}) is needed"),
            ({"kind": "trends", "period": {"last_days": "x"}, "series": [VIEW]},
             "question.period.last_days: a whole number is needed"),
            ({"kind": "trends", "period": DAYS, "series": [VIEW], "breakdown": {"by": "color"}},
             "question.breakdown: by “color” does not exist; one of 'channel', 'property', 'trait', 'segments'"),
            ({"kind": "trends", "period": DAYS, "series": [VIEW],
              "people": {"version": 1, "where": {"kind": "did", "deeds": []}}},
             "question.people.where.deeds: there is no “deeds” here"),
            ({"kind": "retention", "period": DAYS, "start": VIEW, "mode": "bracket"},
             "question: the mode bracket needs brackets, the ages at which they begin, such as [1, 3, 7]"),
            ([1], "question: an object ({…}) is needed"),
        ],
    )  # fmt: skip
    async def test_say_where_and_what_would_do(self, client: httpx2.AsyncClient, question: Any, said: str) -> None:
        refused = await client.post("/api/insight/questions", json={"question": question})
        assert (refused.status_code, refused.json()["code"]) == (422, "Unfit")
        assert refused.json()["message"].startswith(said)
        assert "Value error" not in refused.text
        assert refused.json()["facts"]["problems"][0]["where"] == said.split(": ", maxsplit=1)[0]

    async def test_that_hold_half_a_character_are_refused_as_any_other(self, client: httpx2.AsyncClient) -> None:
        given = b'{"question": {"kind": "trends", "version": "\\ud800"}}'
        refused = await client.post(
            "/api/insight/questions", content=given, headers={"content-type": "application/json"}
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "Unfit")
        assert "question.version: “?” is none of 1" in refused.json()["message"]

    async def test_that_are_no_json_at_all_are_said_so(self, client: httpx2.AsyncClient) -> None:
        refused = await client.post(
            "/api/insight/questions", content=b'{"question": ', headers={"content-type": "application/json"}
        )
        assert refused.json()["message"].startswith("body.13: JSON decode error")
