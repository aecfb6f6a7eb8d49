"""Finding what hangs outside, whatever it is: by the code in its address, its name or its campaign."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.contract import Hook, HookKind


async def hooks(session: AsyncSession, *, q: str, limit: int) -> list[Hook]:
    """
    This will find hooks: first the one with that code, then by code, name or campaign, the newest first.

    ``q`` may be a whole address, as somebody reads it from a print.
    """
    code = in_address(q)
    rows = await session.execute(_HOOKS, {"code": code, "q": f"%{literally(code)}%", "limit": limit})
    return [Hook(HookKind(row.kind), row.code, row.name, row.campaign) for row in rows]


async def hook(session: AsyncSession, *, kind: HookKind, code: str) -> Hook | None:
    """This will give the hook of a kind that has exactly this code, if there is one."""
    rows = (await session.execute(_HOOKS, {"code": code, "q": literally(code), "limit": len(HookKind)})).all()
    found = (Hook(HookKind(row.kind), row.code, row.name, row.campaign) for row in rows)
    return next((one for one in found if one.kind is kind and one.code == code), None)


def in_address(q: str) -> str:
    """This will give the code in an address (``https://brand.cn/s/ab12?from=x`` → ``ab12``); other words stay."""
    words = q.strip()
    if "/" not in words:
        return words
    return words.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def _one(kind: HookKind, table: str, code: str, name: str, campaign: str) -> str:
    return f"""(SELECT '{kind}' AS kind, {code} AS code, {name} AS name, {campaign} AS campaign, created_at
        FROM {table} WHERE {code} ILIKE :q OR {name} ILIKE :q OR {campaign} ILIKE :q
        ORDER BY {code} = :code DESC, id DESC LIMIT :limit)"""


_PLAN = ("slug", "plan ->> 'name'", "plan ->> 'campaign'")
_HOOKS = text(f"""
    SELECT kind, code, name, campaign FROM (
        {_one(HookKind.LINK, "short_links", "code", "name", "campaign")} UNION ALL
        {_one(HookKind.CODE, "live_codes", *_PLAN)} UNION ALL
        {_one(HookKind.GROUP_CODE, "group_codes", *_PLAN)} UNION ALL
        {_one(HookKind.STORE_CODE, "store_codes", *_PLAN)} UNION ALL
        {_one(HookKind.PAGE, "landing_pages", *_PLAN)} UNION ALL
        (SELECT '{HookKind.POSTER}', CAST(id AS text), plan ->> 'name', '', created_at
         FROM posters WHERE plan ->> 'name' ILIKE :q ORDER BY id DESC LIMIT :limit)
    ) AS hooks ORDER BY code = :code DESC, created_at DESC, code LIMIT :limit
""")
