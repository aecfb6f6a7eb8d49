"""Files of welcomes at the platform: there before anybody comes, and brought again before they are forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.failures import Failure
from huoshui.channels.wecom.shapes import sends
from huoshui.connectors.contract import AccountId
from huoshui.relations.sends.contract import Enclosed
from huoshui.touchpoints.codes.showing import Speaking

_KEPT = timedelta(days=3)
_MARGIN = timedelta(minutes=5)
_RENEW = timedelta(days=2)
"""A day before the platform forgets it, in which bringing it may fail as often as it likes."""
_AGAIN = timedelta(minutes=2)
_AT_ONCE = 5
_LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Ready:
    """What a welcome brings now; ``whole`` when nothing of it is missing."""

    attachments: list[sends.Attachment]
    media: list[int]
    whole: bool


async def bring(postgres: Postgres, wecom: Speaking, *, now: datetime) -> int:
    """This will bring the files to the platform that it does not have, or will not have for long."""
    async with postgres.transaction() as session:
        rows = (await session.execute(_DUE, {"now": now, "limit": _AT_ONCE, "until": now + _LEASE})).all()
    for row in rows:
        line = {"id": row.id, "now": now, "media_id": None, "problem": "", "due_at": now + _RENEW}
        try:
            client = await wecom(AccountId(row.account))
            brought = await client.messages.upload(row.kind, filename=row.filename, content=row.content)
            line["media_id"] = brought.media_id
        except (Failure, Refusal) as failure:
            line |= {"problem": str(failure)[:200], "due_at": now + _AGAIN}
        async with postgres.transaction() as session:
            await session.execute(_BROUGHT, line)
    return len(rows)


async def renew(postgres: Postgres, media: Sequence[int], *, now: datetime) -> None:
    """This will have files brought again at once: the platform said that one is gone."""
    async with postgres.transaction() as session:
        await session.execute(_GONE, {"media": list(media), "now": now})


async def attachments(postgres: Postgres, wanted: Sequence[Enclosed], *, now: datetime) -> Ready:
    """This will give what of a welcome's attachments the platform has now."""
    numbers = [one.media for one in wanted if one.media is not None]
    ids: dict[int, str] = {}
    if numbers:
        async with postgres.session() as session:
            rows = await session.execute(_READY, {"media": numbers, "since": now - _KEPT + _MARGIN})
            ids = {row.id: row.media_id for row in rows}
    ready = [_said(one, ids.get(one.media or 0, "")) for one in wanted if one.media is None or one.media in ids]
    return Ready(ready, numbers, len(ready) == len(wanted))


def _said(one: Enclosed, media_id: str) -> sends.Attachment:
    if one.kind == "miniprogram":
        return sends.MiniProgram(title=one.title, pic_media_id=media_id, appid=one.appid, page=one.url)
    if one.kind == "link":
        return sends.Link(title=one.title, url=one.url, desc=one.words)
    kinds: dict[str, type[sends.Image | sends.Video | sends.File]] = {
        "image": sends.Image, "video": sends.Video, "file": sends.File,
    }  # fmt: skip
    return kinds[one.kind](media_id=media_id)


_DUE = text("""
    UPDATE live_code_media SET due_at = :until WHERE id IN (
        SELECT id FROM live_code_media WHERE due_at <= :now ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING id, account, kind, filename, content
""")
_BROUGHT = text("""
    UPDATE live_code_media SET media_id = coalesce(:media_id, media_id), problem = :problem, due_at = :due_at,
        uploaded_at = CASE WHEN CAST(:media_id AS text) IS NULL THEN uploaded_at ELSE CAST(:now AS timestamptz) END
    WHERE id = :id
""")
_GONE = text("""
    UPDATE live_code_media SET media_id = '', due_at = :now WHERE id = ANY(CAST(:media AS bigint[]))
""")
_READY = text("""
    SELECT id, media_id FROM live_code_media
    WHERE id = ANY(CAST(:media AS bigint[])) AND media_id != '' AND uploaded_at > :since
""")
