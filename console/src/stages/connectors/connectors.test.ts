import { describe, expect, it } from "vitest";
import { needing, standingOf } from "./connectors";
import type { Connector } from "./connectors.api";

const NOW = new Date("2026-11-02T08:00:00Z");
const WELL = { paused: false, failing: false, stuck: 0, heard_at: "2026-11-02T07:59:00Z" } as Connector;

describe("how an account does", () => {
  it.each([
    [{}, "open"],
    [{ heard_at: "2026-11-01T07:00:00Z" }, "quiet"],
    [{ heard_at: null }, "silent"],
    [{ heard_at: null, asked_at: "2026-11-02T07:00:00Z" }, "silent"],
    [{ heard_at: null, asked_at: "2026-11-02T07:00:00Z", channel: "oceanengine" }, "open"],
    [{ stuck: 3, heard_at: null }, "stuck"],
    [{ failing: true, stuck: 3 }, "failing"],
    [{ paused: true, failing: true }, "paused"],
  ])("names the worst first: %o is %s", (change, standing) => {
    expect(standingOf({ ...WELL, ...change }, NOW)).toBe(standing);
  });

  it("counts those that need somebody", () => {
    expect(needing([WELL, { ...WELL, paused: true }, { ...WELL, failing: true }], NOW)).toBe(1);
  });
});
