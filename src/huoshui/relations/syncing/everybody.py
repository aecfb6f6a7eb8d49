"""
Everybody's contacts, read for a comparison: some ask the platform page by page, others keep what it answered.

A few pages are kept in one transaction, of whatever staff they are, with the places behind them; what was answered and
not kept is asked for again after a restart, and there is never more of it than a few pages.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.channels.wecom.shapes.contacts import Followed
from huoshui.relations.contract import Run
from huoshui.relations.rules.following import ASSIGNED
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.reading import Answer, settle_givers, take
from huoshui.relations.syncing.runs import Place

_LANES: Final = 2
"""While PostgreSQL writes what one lane keeps, the other one's is made ready."""
_ASKERS: Final = 4
"""Of one lane; asking is mostly waiting."""
_TOGETHER: Final = 8
"""Pages that are kept in one transaction, as long as there are so many: what a statement costs is shared by all."""
_NOT_THERE: Final = frozenset({Code.NO_RELATION, Code.NO_CONTACT_RIGHT, Code.STAFF_INVALID, Code.STAFF_UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Page:
    """What was answered, and the place behind it."""

    place: Place
    found: list[Followed]


_Pages = asyncio.Queue[_Page | None]


class Everybody:
    """All contacts of the staff whom a comparison has not read yet."""

    def __init__(
        self, run: Run, wecom: WeCom, *, postgres: Postgres, vault: Vault, clock: Callable[[], datetime]
    ) -> None:
        self._run = run
        self._wecom = wecom
        self._postgres = postgres
        self._vault = vault
        self._clock = clock
        self._failure: Failure | None = None

    async def read(self) -> None:
        """
        This will read them to their end.

        :raises Failure: if the platform could not be asked for more; what it answered before is kept
        """
        async with self._postgres.session() as session:
            left = iter(await runs.unread(session, run=self._run.id))
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(_LANES):
                    pages = _Pages(_ASKERS)
                    tasks.create_task(self._keep_all(pages))
                    for _ in range(_ASKERS):
                        tasks.create_task(self._ask_all(left, pages))
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        if self._failure is not None:
            raise self._failure

    async def _ask_all(self, left: Iterator[Any], pages: _Pages) -> None:
        try:
            for row in left:
                await self._ask(Place(row.staff, row.begun_at or self._clock(), row.cursor), pages)
                if self._failure is not None:
                    break
        except Failure as failure:
            self._failure = self._failure or failure
        await pages.put(None)

    async def _ask(self, place: Place, pages: _Pages) -> None:
        """Bring the pages behind a place, one staff member's: one asker brings them all, so that they stay in order."""
        behind = place.cursor
        try:
            async for page in self._wecom.contacts.followed_by([place.staff], cursor=behind or None):
                place = replace(place, cursor=page.next_cursor, done=not page.next_cursor)
                await pages.put(_Page(place, page.external_contact_list))
                if self._failure is not None:
                    return
        except Declined as declined:
            if declined.code == Code.PARAMETER_INVALID and behind:  # the place is good for a while only
                await self._ask(replace(place, cursor=""), pages)
                return
            if declined.code not in _NOT_THERE:
                raise
            # whom the app may not see any more lost nobody by that
            place = replace(place, readable=declined.code == Code.NO_RELATION)
        if not place.done:
            await pages.put(_Page(replace(place, cursor="", done=True), []))

    async def _keep_all(self, pages: _Pages) -> None:
        asking = _ASKERS
        while asking:
            waiting = [await pages.get()]
            while len(waiting) < _TOGETHER and waiting.count(None) < asking:
                waiting.append(await pages.get())
            asking -= waiting.count(None)
            if kept := [page for page in waiting if page is not None]:
                await self._keep(kept)

    async def _keep(self, pages: list[_Page]) -> None:
        found = [one for page in pages for one in page.found]
        places = {page.place.staff: page.place for page in pages}
        answers = [Answer(page.found, page.place.begun_at) for page in pages]
        async with self._postgres.transaction() as session:
            await session.execute(_SOON)
            seen = await take(
                session, corp=self._run.corp, answers=answers, vault=self._vault, whole=True, now=self._clock(),
                run=self._run.id,
            )  # fmt: skip
            for answer in answers:
                for one in answer.found:
                    if one.follow_info.add_way == ASSIGNED:
                        name = one.external_contact.external_userid
                        await settle_givers(session, corp=self._run.corp, contact=name, read_at=answer.read_at)
            await runs.note_places(session, run=self._run.id, places=list(places.values()), now=self._clock())
            await runs.note(session, run=self._run.id, counts={"contacts": len(found)}, seen=seen, now=self._clock())


_SOON = text("SET LOCAL synchronous_commit = off")
"""What a power cut takes back is read again: the places are taken back with it. The log is written in order, so that
nothing that was told of a contact outlives the contact."""
