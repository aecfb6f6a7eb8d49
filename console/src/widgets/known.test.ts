import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type Aged, knownFirst, renewedFrom, YOUNG_S } from "./known";

const KEY = ["figure"];

function asking(...answers: Aged<string>[]) {
  const asked: boolean[] = [];
  const ask = (known: boolean): Promise<Aged<string>> => {
    asked.push(known);
    return Promise.resolve(answers[asked.length - 1] as Aged<string>);
  };
  return { asked, ask };
}

describe("what is known", () => {
  it("stands there at once and gives way to what is newer", async () => {
    const client = new QueryClient();
    let shown: unknown;
    const asked: boolean[] = [];
    const made = await knownFirst(client, KEY, (known) => {
      asked.push(known);
      if (known) return Promise.resolve({ data: "old", age: 3 * 86_400 });
      shown = client.getQueryData(KEY);
      return Promise.resolve({ data: "new", age: 0 });
    });
    expect([made, shown, asked]).toEqual(["new", "old", [true, false]]);
    const since = client.getQueryState(KEY)?.dataUpdatedAt ?? 0;
    expect(Math.round((Date.now() - since) / 1000)).toBe(3 * 86_400);
  });

  it("is enough while it is young", async () => {
    const { asked, ask } = asking({ data: "young", age: YOUNG_S });
    expect(await knownFirst(new QueryClient(), KEY, ask)).toBe("young");
    expect(asked).toEqual([true]);
  });

  it("is not asked for once something stands there", async () => {
    const client = new QueryClient();
    client.setQueryData(KEY, "shown");
    const { asked, ask } = asking({ data: "new", age: 0 });
    expect(await knownFirst(client, KEY, ask)).toBe("new");
    expect(asked).toEqual([false]);
  });
});

describe("renewing", () => {
  const now = 1_800_000_000_000;
  const old = { isFetching: true, isPlaceholderData: false, data: "old", dataUpdatedAt: now - 3_600_000 };

  it("says since when what stands there is true", () => {
    expect(renewedFrom(old as never, now)).toBe(now - 3_600_000);
  });

  it("says nothing of what is young, worked out, of another question, or not there", () => {
    for (const other of [
      { dataUpdatedAt: now - 60_000 },
      { isFetching: false },
      { isPlaceholderData: true },
      { data: undefined },
    ])
      expect(renewedFrom({ ...old, ...other } as never, now)).toBeNull();
  });
});
