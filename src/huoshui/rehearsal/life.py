"""Life: day after day, what the people of a cohort do."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from huoshui.rehearsal import deals, members, pool, sea
from huoshui.rehearsal.chance import DAY, Dice, happens, midnight
from huoshui.rehearsal.people import People
from huoshui.rehearsal.scene import NEVER, Acts, Ledger, Scene, State

_COOLING = 0.955
_REKINDLED = 0.011


class Life:
    """The days of one cohort; `days` yields each day's acts, the `ledger` keeps what truly came of each person."""

    def __init__(self, people: People, calendar: list[date], dice: Dice) -> None:
        self._people = people
        self._calendar = calendar
        self._dice = dice
        self._state = State.at_first(people)
        self._waiting: dict[int, list[Acts]] = {}
        self._orders = 0
        self.ledger = Ledger.blank(people.count)

    def days(self) -> Iterator[list[Acts]]:
        """This will live through the days, one list of acts each; nothing happens after the last."""
        end = midnight(self._calendar[-1]) + DAY
        for number, day in enumerate(self._calendar):
            scene = Scene(
                self._people,
                self._state,
                self.ledger,
                self._dice,
                number,
                day,
                end,
                self._waiting,
                order_count=self._orders,
            )
            self._live(scene)
            self._orders = scene.order_count
            due = [*scene.diary, *self._waiting.pop(number, [])]
            yield [before for acts in due if (before := _until(acts, end)).who.size]

    def _live(self, scene: Scene) -> None:
        self._deliver_vehicles(scene)
        sea.flows(scene)
        deals.flows(scene)
        pool.flows(scene)
        self._change_minds(scene)
        self._cool(scene)

    def _deliver_vehicles(self, scene: Scene) -> None:
        state = self._state
        fetched = np.flatnonzero((state.bought_on == scene.number) & ~state.rider)
        state.rider[fetched] = True

    def _change_minds(self, scene: Scene) -> None:
        sorry = np.flatnonzero(self._state.member)
        sorry = sorry[happens(self._dice, 0.0004, sorry.size)]
        members.withdraw(scene, sorry, scene.when("phone", sorry))

    def _cool(self, scene: Scene) -> None:
        state = self._state
        here = scene.present()
        state.heat[here] *= _COOLING
        content = state.bought_on[here] != NEVER
        state.heat[here[content]] *= 0.9
        again = here[happens(self._dice, _REKINDLED, here.size) & ~content]
        state.heat[again] = np.maximum(state.heat[again], 0.8)


def _until(acts: Acts, end: int) -> Acts:
    inside = acts.at < end
    if inside.all():
        return acts
    facts = {name: fact[inside] if isinstance(fact, np.ndarray) else fact for name, fact in acts.facts.items()}
    return Acts(acts.kind, acts.who[inside], acts.at[inside], acts.shown[inside], facts)
