"""The hands of everybody: people follow, scan, write, accept and refuse, and each act is told."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from huoshui.rehearsal.wechat.account import Account, Fan
from huoshui.rehearsal.wechat.law import CUSTOM

_LASTING = 3


class Acts:
    """What people do with an account."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def appear(self, *, unionid: str = "") -> Fan:
        """This will let somebody be known to the account, who does not follow it yet."""
        fan = Fan(
            "o" + "".join(self.account.chance.choices("ABCDEFGHJKLMNPQRSTabcdefghjkmnpqrst23456789-_", k=27)), unionid
        )
        self.account.fans[fan.openid] = fan
        return fan

    def follow(self, fan: Fan, *, scene: str = "") -> None:
        """This will let somebody follow; by a code with a scene, or from the account's card."""
        fan.follows, fan.followed_at, fan.scene = True, int(self.account.now()), scene
        fan.way = "ADD_SCENE_QR_CODE" if scene else "ADD_SCENE_PROFILE_CARD"
        self._opens(fan, "follow")
        said = {"EventKey": f"qrscene_{scene}", "Ticket": "TICKET"} if scene else {"EventKey": ""}
        self.account.tell(fan.openid, "subscribe", **said)

    def unfollow(self, fan: Fan) -> None:
        """This will let somebody follow no more; what they accepted for once is over with it."""
        fan.follows = False
        self.account.tell(fan.openid, "unsubscribe", EventKey="")

    def scan(self, fan: Fan, scene: str) -> None:
        """This will let somebody scan a code: who does not follow yet begins to by it."""
        if not fan.follows:
            self.follow(fan, scene=scene)
            return
        self._opens(fan, "scan")
        self.account.tell(fan.openid, "SCAN", EventKey=scene, Ticket="TICKET")

    def click(self, fan: Fan, key: str, *, button: str = "CLICK") -> None:
        """This will let somebody press a button of the menu."""
        if button != "VIEW":
            self._opens(fan, "menu")
        self.account.tell(fan.openid, button, EventKey=key)

    def write(self, fan: Fan, words: str) -> None:
        """This will let somebody write."""
        self._opens(fan, "message")
        self.account.letters.append({
            "FromUserName": fan.openid, "CreateTime": int(self.account.now()), "MsgType": "text", "Content": words,
            "MsgId": self.account.number()})  # fmt: skip

    def enter(self, fan: Fan) -> None:
        """This will let somebody open a mini-program's customer-service chat."""
        self._opens(fan, "enter")
        self.account.tell(fan.openid, "user_enter_tempsession", SessionFrom="page")

    def tap(self, address: str) -> tuple[str, str] | None:
        """
        This will let somebody open a URL Link or URL Scheme: the page that they come to and its query, with what was
        added to the address; nothing where the address is unknown, too long, or of the past.
        """
        parts = urlsplit(address)
        given = dict(parse_qsl(parts.query))
        entry = self.account.entries.get(given.get("t", "") or parts.path.strip("/"))
        custom = next((one[3:] for one in parts.query.split("&") if one.startswith("cq=")), "")
        if entry is None or self.account.now() >= entry.until or len(custom) > CUSTOM:
            return None
        return entry.path, "&".join(filter(None, (entry.query, unquote(custom))))

    def answer(self, fan: Fan, **said: str) -> None:
        """This will let somebody answer what they were asked, template by template: accept, reject, ban."""
        for template, status in said.items():
            lasting = self.account.templates.get(template, ("", 2))[1] == _LASTING
            if status == "accept":
                fan.accepted[template] = 1 if lasting else fan.accepted.get(template, 0) + 1
            else:
                fan.accepted[template] = 0
        self._told(fan, "subscribe_msg_popup_event", "SubscribeMsgPopupEvent", said, {"PopupScene": "2"})

    def set_among_settings(self, fan: Fan, template: str, status: str) -> None:
        """This will let somebody change their mind among their own settings."""
        if status != "accept":
            fan.accepted[template] = 0
        self._told(fan, "subscribe_msg_change_event", "SubscribeMsgChangeEvent", {template: status}, {})

    def _told(self, fan: Fan, event: str, part: str, said: dict[str, str], more: dict[str, str]) -> None:
        listed: list[dict[str, Any]] = [
            {"TemplateId": template, "SubscribeStatusString": status, **more} for template, status in said.items()
        ]
        self.account.tell(fan.openid, event, **{part: {"List": listed}})

    def _opens(self, fan: Fan, act: str) -> None:
        fan.acts.append((act, self.account.now()))
        fan.answered = 0
