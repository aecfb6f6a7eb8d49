"""What a bounded memory keeps, and what it forgets."""

from huoshui.bedrock.memory import Memory


def remembered(memory: Memory[int, str], keys: range) -> list[int]:
    return [key for key in keys if memory.get(key) is not None]


class TestMemory:
    def test_keeps_what_comes_in_turns_as_long_as_it_fits(self) -> None:
        memory, missed = Memory[int, str](300), 0
        for key in [*range(280)] * 5:
            if memory.get(key) is None:
                missed += 1
                memory.put(key, str(key))
        assert missed == 280

    def test_forgets_the_older_half_and_never_holds_more(self) -> None:
        memory = Memory[int, str](100)
        for key in range(1000):
            memory.put(key, str(key))
            assert remembered(memory, range(max(0, key - 49), key + 1)) == [*range(max(0, key - 49), key + 1)]
            assert len(remembered(memory, range(key + 1))) <= 100
        assert memory.get(999) == "999"

    def test_forgets_everything_when_told(self) -> None:
        memory = Memory[int, str](10)
        memory.put(1, "a")
        memory.clear()
        assert memory.get(1) is None
