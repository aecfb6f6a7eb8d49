"""Files of mass sends at the platform: brought when staff are asked, again when it is about to forget them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text

from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom

_KEPT: Final = timedelta(days=2)
"""The platform forgets after three days, and staff may confirm a day after they were asked."""


@dataclass(frozen=True, slots=True)
class SendMedia:
    """A file that messages may bring."""

    id: int
    kind: str
    filename: str
    size: int


async def ready(
    postgres: Postgres, wecom: WeCom, wanted: Sequence[int], *, now: datetime, for_moments: bool = False
) -> dict[int, str]:
    """
    This will give the platform's ids of these files; what it does not have, or not for long, is brought first.

    A file for moments is brought by another way and has another id.
    """
    if not wanted:
        return {}
    held, brought_now = (_HELD_FOR_MOMENTS, _BROUGHT_FOR_MOMENTS) if for_moments else (_HELD, _BROUGHT)
    bring = wecom.messages.upload_for_moments if for_moments else wecom.messages.upload
    async with postgres.session() as session:
        rows = (await session.execute(held, {"media": list(wanted), "since": now - _KEPT})).all()
    found = {row.id: row.media_id for row in rows if row.media_id}
    for number in wanted:
        if number in found:
            continue
        async with postgres.session() as session:
            one = (await session.execute(_CONTENT, {"id": number})).one()
        brought = await bring(one.kind, filename=one.filename, content=one.content)
        found[number] = brought.media_id
        async with postgres.transaction() as session:
            await session.execute(brought_now, {"id": number, "media_id": brought.media_id, "now": now})
    return found


async def forget(postgres: Postgres, media: Sequence[int]) -> None:
    """This will have files brought again before they are sent: the platform said that one is gone."""
    async with postgres.transaction() as session:
        await session.execute(_FORGET, {"media": list(media)})


_HELD = text("""
    SELECT id, media_id FROM mass_send_media
    WHERE id = ANY(CAST(:media AS bigint[])) AND uploaded_at > :since AND media_id <> ''
""")
_HELD_FOR_MOMENTS = text("""
    SELECT id, moment_media_id AS media_id FROM mass_send_media
    WHERE id = ANY(CAST(:media AS bigint[])) AND moment_uploaded_at > :since AND moment_media_id <> ''
""")
_BROUGHT_FOR_MOMENTS = text("""
    UPDATE mass_send_media SET moment_media_id = :media_id, moment_uploaded_at = :now WHERE id = :id
""")
_CONTENT = text("SELECT kind, filename, content FROM mass_send_media WHERE id = :id")
_BROUGHT = text("UPDATE mass_send_media SET media_id = :media_id, uploaded_at = :now WHERE id = :id")
_FORGET = text(
    "UPDATE mass_send_media SET media_id = '', moment_media_id = '' WHERE id = ANY(CAST(:media AS bigint[]))"
)
