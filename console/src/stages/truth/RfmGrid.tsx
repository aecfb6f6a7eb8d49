import type { Shapes } from "@/api/client";
import { copy, type Language, language, useWords } from "@/lib/language";
import { count, measured, percent, yuan, yuanShort } from "@/lib/numbers";

export type Group = Shapes["huoshui__insight__value__schemas__RfmOut"]["groups"][number];

export const RFM = copy(
  {
    answer: (people: string, share: string, money: string, at: string, risk: string) =>
      `重要价值客户 ${people}，占买过的人的 ${share}，带来实收的 ${money}；最该先救的是重要保持客户，${at}，已中位 ${risk} 天没买。`,
    heads: { much: "买得勤", little: "买得少" },
    rows: { big: "花得多", small: "花得少" },
    sides: { lately: "最近买过", long: "很久没买" },
    people: (n: string) => `${measured(n, "人")}`,
    share: (share: string) => `占人数 ${share}`,
    brought: "期内实收",
    since: (days: string) => `中位 ${days} 天没买`,
    orders: (n: string) => `人均 ${n} 个购买日`,
    expected: "预计再带来",
    noRun: "跑一次预测，就能看到每格预计再带来多少",
    toForecast: "去预测",
    how: "把这段时间买过的人按最近一次、购买天数、实收各排队，分成相等的 5 份；在上面两份里算“高”，一共八格。相同的按先后分，所以份数相等。",
    group: "分组",
    see: "看人",
    median: "中位没买天数",
    mean: "人均购买日",
  },
  {
    answer: (people: string, share: string, money: string, at: string, risk: string) =>
      `Champions are ${people} (${share} of buyers) with ${money} of the money; save the big ones at risk first: ${at}, silent for ${risk} days (median).`,
    heads: { much: "Buy often", little: "Buy seldom" },
    rows: { big: "Spend much", small: "Spend little" },
    sides: { lately: "Bought lately", long: "Not for long" },
    people: (n: string) => `${n} people`,
    share: (share: string) => `${share} of buyers`,
    brought: "Net in the period",
    since: (days: string) => `${days} days since (median)`,
    orders: (n: string) => `${n} buying days each`,
    expected: "Expected to bring",
    noRun: "Run the forecast to see what each group is expected to bring",
    toForecast: "Forecast",
    how: "Buyers of the period in order of last purchase, days with a purchase and net money, each cut into 5 equal parts; the upper two are high: eight groups. Ties go to who stands first, so the parts are equal.",
    group: "Group",
    see: "See them",
    median: "Median days since",
    mean: "Buying days each",
  },
);

const NAMES: Record<string, readonly [string, string]> = {
  champions: ["重要价值客户", "Champions"],
  loyal: ["一般价值客户", "Loyal"],
  big_new: ["重要发展客户", "Big, new"],
  new: ["一般发展客户", "New"],
  at_risk: ["重要保持客户", "Big, at risk"],
  drifting: ["一般保持客户", "Drifting"],
  big_lost: ["重要挽留客户", "Big, nearly lost"],
  lost: ["一般挽留客户", "Nearly lost"],
};

/** Recent on the left, long ago on the right; much money above, little below. */
const GRID = [
  ["champions", "big_new", "at_risk", "big_lost"],
  ["loyal", "new", "drifting", "lost"],
] as const;

export function groupName(group: string, chosen: Language): string {
  return NAMES[group]?.[chosen === "zh" ? 0 : 1] ?? group;
}

export function sum(groups: Group[], name: "people" | "net_fen"): number {
  return groups.reduce((all, one) => all + one[name], 0);
}

/** The eight groups by how lately, how often and how much; each opens its people. */
export function RfmGrid({ groups, onOpen }: { groups: Group[]; onOpen: (group: string) => void }) {
  const own = useWords(RFM);
  const most = Math.max(1, ...groups.map((one) => one.net_fen));
  const people = sum(groups, "people");
  return (
    <div className="rfm">
      <span />
      <b className="rfm-side">{own.sides.lately}</b>
      <b className="rfm-side">{own.sides.long}</b>
      <span />
      {["much", "little", "much", "little"].map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same heading stands over both halves
        <span key={place} className="second small">
          {own.heads[name as "much" | "little"]}
        </span>
      ))}
      {GRID.map((row, place) => [
        <span key={place ? "small" : "big"} className="second small rfm-row">
          {place ? own.rows.small : own.rows.big}
        </span>,
        ...row.map((name) => (
          <Tile
            key={name}
            name={name}
            group={groups.find((one) => one.group === name)}
            most={most}
            people={people}
            onOpen={onOpen}
          />
        )),
      ])}
    </div>
  );
}

interface TileProps {
  name: string;
  group: Group | undefined;
  most: number;
  people: number;
  onOpen: (group: string) => void;
}

function Tile({ name, group, most, people, onOpen }: TileProps) {
  const own = useWords(RFM);
  const chosen = language.use();
  const depth = Math.round(6 + ((group?.net_fen ?? 0) / most) * 30);
  return (
    <button
      type="button"
      className="rfm-tile"
      disabled={!group}
      style={{ background: `color-mix(in srgb, var(--primary) ${depth}%, var(--surface))` }}
      onClick={() => onOpen(name)}
    >
      <span className="second small">{groupName(name, chosen)}</span>
      <b>{measured(count(group?.people ?? 0, chosen), chosen === "zh" ? "人" : "")}</b>
      {group && (
        <>
          <span className="small">
            {own.share(percent(group.people / people))} · {own.brought} {yuanShort(group.net_fen, chosen)}
          </span>
          <span className="second small">
            {own.since(String(group.median_days_since))} · {own.orders(group.mean_orders.toFixed(1))}
          </span>
          {group.expected_fen !== null && (
            <span className="second small" title={yuan(Math.round(group.expected_fen))}>
              {own.expected} {yuanShort(Math.round(group.expected_fen), chosen)}
            </span>
          )}
        </>
      )}
    </button>
  );
}
