import { expect, test } from "vitest";
import { brought, broughtByAny, touched } from "./channelPeople";
import type { ChannelLine } from "./insight.api";

const WEEK = { from: "2026-11-16", to: "2026-11-23" };
const first = (channel: string, value: string) => ({
  kind: "did_date",
  measure: "first",
  channels: [channel],
  test: { type: "date", op: "before", value },
});
const by = (channel: string) => ({ kind: "first_channel", channels: [channel] });
const lines = [
  { channel: "douyin", came: 5 },
  { channel: "weibo", came: 0 },
  { channel: "none", came: 2 },
] as ChannelLine[];

test("a channel brought whose first touch lies in the period", () => {
  expect(brought("douyin", "came", {})?.where).toEqual(by("douyin"));
  expect(brought("douyin", "known", WEEK)?.where).toEqual({
    kind: "all",
    of: [
      by("douyin"),
      first("douyin", "2026-11-23"),
      { kind: "not", of: first("douyin", "2026-11-16") },
      { kind: "known" },
    ],
  });
});

test("whom no public channel brought can be said of all time only, and so can the whole", () => {
  expect(brought("none", "came", {})?.where).toEqual(by(""));
  expect(brought("none", "came", WEEK)).toBeNull();
  expect(broughtByAny(lines, "came", WEEK)).toBeNull();
  expect(broughtByAny(lines, "came", {})?.where).toEqual({
    kind: "any",
    of: [
      { kind: "all", of: [by("douyin")] },
      { kind: "all", of: [by("")] },
    ],
  });
});

test("who was ever on a channel came by any public one in the period", () => {
  expect(touched("none", lines, {})).toBeNull();
  expect(touched("weibo", lines, WEEK)?.where).toEqual({
    kind: "all",
    of: [
      {
        kind: "any",
        of: [
          {
            kind: "all",
            of: [by("douyin"), first("douyin", "2026-11-23"), { kind: "not", of: first("douyin", "2026-11-16") }],
          },
        ],
      },
      { kind: "did", channels: ["weibo"] },
    ],
  });
});
