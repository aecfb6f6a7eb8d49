"""
Everything that we ask WeCom, by name: `WeCom(caller).contacts.followed_by(…)`.

Each method is one endpoint of `limits.ENDPOINTS`; those that give an iterator ask page after page. What may come
instead of an answer is told at `calling.Caller.ask`.
"""

from huoshui.channels.wecom.calling import Caller
from huoshui.channels.wecom.client.acquisition import Acquisition
from huoshui.channels.wecom.client.contacts import Contacts
from huoshui.channels.wecom.client.directory import Directory
from huoshui.channels.wecom.client.groups import Groups
from huoshui.channels.wecom.client.live_codes import LiveCodes
from huoshui.channels.wecom.client.messages import Messages
from huoshui.channels.wecom.client.moments import Moments
from huoshui.channels.wecom.client.pages import Pages
from huoshui.channels.wecom.client.sends import Sends
from huoshui.channels.wecom.client.tags import Tags
from huoshui.channels.wecom.client.transfers import Transfers


class WeCom:
    """One app of one corp, and what can be asked in its name."""

    def __init__(self, caller: Caller) -> None:
        self.directory = Directory(caller)
        self.live_codes = LiveCodes(caller)
        self.contacts = Contacts(caller)
        self.tags = Tags(caller)
        self.groups = Groups(caller)
        self.sends = Sends(caller)
        self.moments = Moments(caller)
        self.transfers = Transfers(caller)
        self.acquisition = Acquisition(caller)
        self.messages = Messages(caller)
        self.pages = Pages(caller)
