"""Messages to staff, and media: https://developer.work.weixin.qq.com/document/path/90236, /path/90253."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.failures import Unsendable
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.sends import Media, MessageSent, Picture

MOMENT, ALBUM = 1, 2
_MB: Final = 1024 * 1024
MOST_BYTES: Final = {"image": 2 * _MB, "voice": 2 * _MB, "video": 10 * _MB, "file": 20 * _MB}
_LEAST_BYTES: Final = 5


class Messages(Area):
    """What the app says to staff, and the files that messages of all kinds refer to."""

    async def send(
        self, kind: str, content: Mapping[str, Any], *, users: Sequence[str], within: int = 1800
    ) -> MessageSent:
        """
        This will send staff a message of a kind (``text``, ``markdown``, ``textcard`` …) from the app.

        The same message is sent once ``within`` so many seconds, however often it is asked for. An answer says whom it
        did not reach; each staff member gets 30 a minute at most, and what is above is dropped without a word.
        """
        body = {
            "touser": "|".join(users),
            "msgtype": kind,
            "agentid": self._caller.app.agent_id,
            kind: content,
            "enable_duplicate_check": 1,
            "duplicate_check_interval": within,
        }
        return await self._ask("message/send", MessageSent, body)

    async def recall(self, msgid: str) -> None:
        """This will take back a message of the last day."""
        await self._ask("message/recall", Nothing, {"msgid": msgid})

    async def upload(self, kind: str, *, filename: str, content: bytes) -> Media:
        """This will bring an ``image``, ``voice``, ``video`` or ``file`` that messages may refer to for three days."""
        _fit("media/upload", kind, content)
        return await self._caller.upload(
            "media/upload", Media, filename=filename, content=content, params={"type": kind}
        )

    async def upload_for_moments(self, kind: str, *, filename: str, content: bytes) -> Media:
        """This will bring an ``image`` or ``video`` that moments may refer to for three days."""
        _fit("media/upload_attachment", kind, content)
        params = {"media_type": kind, "attachment_type": MOMENT}
        return await self._caller.upload(
            "media/upload_attachment", Media, filename=filename, content=content, params=params
        )

    async def upload_picture(self, *, filename: str, content: bytes) -> str:
        """This will bring a picture that stays, and give its address; 100 a day."""
        _fit("media/uploadimg", "image", content)
        answer = await self._caller.upload("media/uploadimg", Picture, filename=filename, content=content, params={})
        return answer.url


def _fit(path: str, kind: str, content: bytes) -> None:
    if not _LEAST_BYTES < len(content) <= MOST_BYTES[kind]:
        why = f"a file of the kind {kind} has {len(content)} bytes, above {_LEAST_BYTES} and up to {MOST_BYTES[kind]}"
        raise Unsendable(path, why=why)
