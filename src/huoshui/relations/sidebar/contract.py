"""What a page inside WeCom is signed with, and the refusals."""

from dataclasses import dataclass

from huoshui.bedrock.errors import Conflict, Unfit


@dataclass(frozen=True, slots=True)
class Signature:
    """For ``wx.config`` (``config``) and ``agentConfig`` (``agent``), made with one moment and one nonce."""

    corp_id: str
    agent_id: int
    timestamp: int
    nonce: str
    config: str
    agent: str


class NotASideBarAddress(Unfit):
    """Only the address of the side bar is signed, and this is none."""


class NoConnectorOfWeCom(Conflict):
    """No WeCom connector works now: connect one, or resume it."""
