"""The arithmetic of access: who may do what, how far they see, how long a session lives, how long a guesser waits."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from huoshui.access.contract import NotALogin, Permission, Role, Scope, UnitKind, UnitMisplaced, WeakPassword

SESSION_IDLE = timedelta(hours=12)
SESSION_LONGEST = timedelta(days=7)
TOUCH_EVERY = timedelta(minutes=5)
"""How exactly we know when a session or token was last used; writing it down every time would cost a commit each."""

_PASSWORD_SHORTEST = 10
_PASSWORD_LONGEST = 128
_PASSWORD_LETTERS = 5
_PASSWORD_OWN = 6
_COMMON = (
    "password",
    "passw0rd",
    "qwerty",
    "1234567890",
    "0123456789",
    "987654321",
    "abcdefghij",
    "11223344",
    "iloveyou",
    "woaini",
)

_LOGIN = re.compile(r"[\w.@+-]{2,100}")

_ENTERPRISE = frozenset(
    {
        Permission.EVENTS_READ,
        Permission.EVENTS_MANAGE,
        Permission.SOURCES_MANAGE,
        Permission.IMPORTS_RUN,
        Permission.TOUCHPOINTS_MANAGE,
        Permission.SENDS_MANAGE,
        Permission.CONNECTORS_MANAGE,
        Permission.SYSTEM_READ,
        Permission.SYSTEM_MANAGE,
    }
)
"""What reaches every unit's people at once, so that nobody holds it who sees only some units."""

_READS = frozenset({Permission.PEOPLE_READ, Permission.EVENTS_READ, Permission.ORDERS_READ, Permission.REPORTS_READ})

_OF_ROLE = {
    Role.ADMIN: frozenset(Permission),
    Role.OPERATOR: _READS
    | {
        Permission.PEOPLE_REVEAL,
        Permission.PEOPLE_CHANGE,
        Permission.EVENTS_MANAGE,
        Permission.IMPORTS_RUN,
        Permission.TOUCHPOINTS_MANAGE,
        Permission.SENDS_MANAGE,
    },
    Role.VIEWER: _READS,
    Role.GUIDE: frozenset({Permission.PEOPLE_READ, Permission.PEOPLE_REVEAL, Permission.ORDERS_READ}),
}

AFTER_DIGITS = ":"
"""The byte after the digits: all paths below ``path``, and no other, lie in [path, path + AFTER_DIGITS)."""

_LEVELS = (UnitKind.HEADQUARTERS, UnitKind.REGION, UnitKind.DEALER, UnitKind.STORE)


def permissions_of(role: Role, *, scope: Scope) -> frozenset[Permission]:
    """This will give what a role may do for somebody who sees that much."""
    return confined(_OF_ROLE[role], scope=scope)


def confined(permissions: frozenset[Permission], *, scope: Scope) -> frozenset[Permission]:
    """This will drop the permissions that reach the whole enterprise when the scope does not."""
    return permissions if scope.everything else permissions - _ENTERPRISE


def path_of(unit: int, *, parent: str) -> str:
    """This will write the path of a unit below a parent's path."""
    return f"{parent}{unit}/"


def check_place(kind: UnitKind, *, parent: UnitKind) -> None:
    """
    This will see that a unit stands below one of a higher level; levels may be left out (a store of headquarters' own).

    :raises UnitMisplaced: if it does not
    """
    if _LEVELS.index(kind) <= _LEVELS.index(parent):
        raise UnitMisplaced(kind=kind.value, parent=parent.value)


def normal_login(login: str) -> str:
    """
    This will give the one way to write a login name: NFKC, without spaces around, small letters.

    :raises NotALogin: if it is not 2 to 100 letters, digits and ``. _ - @ +``
    """
    normal = unicodedata.normalize("NFKC", login).strip().lower()
    if not _LOGIN.fullmatch(normal):
        raise NotALogin(login=login[:100].encode(errors="replace").decode())
    return normal


def normal_password(password: str) -> str:
    """This will give a password as it is hashed: NFKC, because keyboards differ in how they compose a letter."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, login: str) -> None:
    """
    This will hold a new password to the policy: 10 to 128 characters, of at least five different ones, not around the
    login name or one of the passwords that everybody tries. Length over composition rules follows NIST SP 800-63B.

    :raises WeakPassword: with the reason
    """
    normal = normal_password(password).lower()
    if not _PASSWORD_SHORTEST <= len(normal) <= _PASSWORD_LONGEST:
        raise WeakPassword(why=f"it must have {_PASSWORD_SHORTEST} to {_PASSWORD_LONGEST} characters")
    if len(set(normal)) < _PASSWORD_LETTERS:
        raise WeakPassword(why=f"it must have at least {_PASSWORD_LETTERS} different characters")
    known = (login.partition("@")[0], *_COMMON)
    rest = min((normal.replace(word, "") for word in known if len(word) > 2), key=len)
    if len(rest) < _PASSWORD_OWN:
        raise WeakPassword(why="it is little more than the login name or a password that everybody tries")


def session_alive(*, created_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """This will tell whether a session still holds: 12 hours after its last use, and 7 days after the login at most."""
    return now < seen_at + SESSION_IDLE and now < created_at + SESSION_LONGEST


@dataclass(frozen=True, slots=True)
class Throttle:
    """How guessing is slowed down: ``free`` failures, then 1, 2, 4 … seconds up to ``longest``; quiet forgets."""

    free: int
    longest: timedelta
    quiet: timedelta

    def failures(self, before: int, *, failed_at: datetime, now: datetime) -> int:
        """This will count one more failure after ``before`` ones, of which the last was at ``failed_at``."""
        return 1 if now - failed_at > self.quiet else before + 1

    def wait(self, failures: int) -> timedelta:
        """This will give how long nothing is tried after that many failures."""
        if failures < self.free:
            return timedelta()
        return min(timedelta(seconds=2 ** min(failures - self.free, 20)), self.longest)


BY_LOGIN = Throttle(free=5, longest=timedelta(minutes=5), quiet=timedelta(hours=1))
BY_ADDRESS = Throttle(free=20, longest=timedelta(minutes=15), quiet=timedelta(hours=1))


def network_of(address: str) -> str:
    """This will give what counts as one address: an IPv4 address, or the /64 that one IPv6 customer holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.IPv6Network((parsed, 64), strict=False))
    return str(parsed)
