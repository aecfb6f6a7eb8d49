"""What the hot loop remembers stays small, whatever is sent."""

import tracemalloc

from huoshui.bedrock.crypto import Keys
from huoshui.channels.segment.translator import translate
from huoshui.events.contract import Source
from huoshui.events.prepare import Prepared, Preparer

NOW = 1_795_296_001_000
SOURCE = Source(1, "web", "website", "allow")


def held_after(bodies: list[bytes]) -> int:
    """Bytes that translating and preparing leave behind."""
    preparer = Preparer(Keys(b"x" * 32))
    tracemalloc.start()
    for body in bodies:
        arrivals = translate(body, kind="track", received_at=NOW, default_channel="website")
        preparer.prepare(Prepared(SOURCE, NOW), arrivals)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held


class TestMemory:
    def test_does_not_keep_long_identifiers(self):
        bodies = [b'{"event":"E","messageId":"m","anonymousId":"%d%s"}' % (n, b"a" * 20_000) for n in range(200)]
        assert held_after(bodies) < 1_000_000

    def test_does_not_keep_objects_of_many_members(self):
        members = b",".join(b'"k%03d":[]' % n for n in range(120))
        bodies = [
            b'{"event":"E","messageId":"m","anonymousId":"a","properties":{"n":%d,%s},"context":{"n":%d,%s}}'
            % (n, members, n, members)
            for n in range(300)
        ]
        assert held_after(bodies) < 300 * 6_000  # the scrubbed texts, not the objects read

    def test_tells_of_what_it_does_not_keep_each_time(self):
        preparer = Preparer(Keys(b"x" * 32))
        ids = b",".join(b'{"type":"device","id":"d%d"}' % n for n in range(12))
        body = b'{"event":"E","messageId":"m","anonymousId":"a","context":{"externalIds":[%s]}}' % ids
        told = []
        for _ in range(2):
            arrivals = translate(body, kind="track", received_at=NOW, default_channel="website")
            told.append(len(preparer.prepare(Prepared(SOURCE, NOW), arrivals).told))
        assert told == [1, 1]
