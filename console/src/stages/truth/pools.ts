import type { Shapes } from "@/api/client";
import { type Language, language } from "@/lib/language";

export type FlowMap = Shapes["MapOut"];
export type Pool = FlowMap["nodes"][number]["pool"];
export type PoolNode = FlowMap["nodes"][number];
export type Way = FlowMap["edges"][number];
export type Push = FlowMap["pushes"][number];

/** From the sea to the heart; who is lost stands below all of them. */
export const DEPTH: readonly Pool[] = [
  "public",
  "official_account",
  "mini_program",
  "contact",
  "group",
  "member",
  "buyer",
  "repeat_buyer",
];

const NAMES: Record<Pool, readonly [zh: string, en: string]> = {
  nobody: ["尚未出现", "Not seen yet"],
  public: ["公域", "Public"],
  official_account: ["公众号", "Official Account"],
  mini_program: ["小程序", "Mini Program"],
  contact: ["企微好友", "WeCom contact"],
  group: ["社群", "Group chat"],
  member: ["会员", "Member"],
  buyer: ["已购", "Bought"],
  repeat_buyer: ["复购", "Bought again"],
  lost: ["流失", "Lost"],
};

export const POOLS = Object.keys(NAMES) as Pool[];

export function poolName(pool: Pool, chosen: Language = language.get()): string {
  return NAMES[pool][chosen === "zh" ? 0 : 1];
}

/** Where a way stands in the address: `contact-buyer`. Names of pools have no hyphen. */
export function wayKey(way: { source: Pool; target: Pool }): string {
  return `${way.source}-${way.target}`;
}

export function wayName(way: { source: Pool; target: Pool }, chosen?: Language): string {
  return `${poolName(way.source, chosen)} → ${poolName(way.target, chosen)}`;
}

/** What the address points at: a pool or a way, as far as the map has it. */
export function pointed(
  map: FlowMap,
  at: string | undefined,
): { node: PoolNode; way?: undefined } | { way: Way; node?: undefined } | null {
  const node = map.nodes.find((one) => one.pool === at);
  if (node) return { node };
  const way = map.edges.find((one) => wayKey(one) === at);
  return way ? { way } : null;
}
