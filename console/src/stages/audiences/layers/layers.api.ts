import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { YOUNG_S } from "@/widgets/useQuestion";

export type Layering = "aipl" | "life_cycle" | "tier";
export type Counting = "platform" | "active";

/** An answer whose segments are handed on and never looked into: as a type the whole language is too deep to compare. */
type Handed<T> = {
  [K in keyof T]: K extends "segment" ? unknown : T[K] extends (infer One)[] ? Handed<One>[] : T[K];
};
export type Stock = Handed<Shapes["StockOut"]>;
export type Flow = Handed<Shapes["FlowOut"]>;
export type Trend = Shapes["TrendOut"];
export type Cell = Flow["cells"][number];
export type Rfm = Handed<Shapes["huoshui__audiences__layers__schemas__tables__RfmOut"]>;
export type Table = Handed<Shapes["TableOut"]>;

/** What is asked: which rules, counted how, at the end of which day, beside which day before. */
export interface Asked {
  layering: Layering;
  count: Counting;
  on: string;
  from: string;
}

const SLOW = { staleTime: 120_000 };
const YOUNG = { query: { max_age_s: YOUNG_S } };

function named({ layering }: Asked) {
  return { layering };
}

export function useStock(asked: Asked) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "stock", asked.layering, asked.count, asked.on],
    queryFn: ({ signal }): Promise<Stock> =>
      given(
        api.GET("/api/layers/{layering}/stock", {
          params: { path: named(asked), query: { on: asked.on, count: asked.count, max_age_s: YOUNG_S } },
          signal,
        }),
      ),
  });
}

export function useFlow(asked: Asked) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "flow", asked],
    queryFn: ({ signal }): Promise<Flow> =>
      given(
        api.GET("/api/layers/{layering}/flow", {
          params: {
            path: named(asked),
            query: { from: asked.from, to: asked.on, count: asked.count, max_age_s: YOUNG_S },
          },
          signal,
        }),
      ),
  });
}

export function useTrend(asked: Asked) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "trend", asked],
    queryFn: ({ signal }) =>
      given(
        api.GET("/api/layers/{layering}/trend", {
          params: {
            path: named(asked),
            query: { from: asked.from, to: asked.on, count: asked.count, max_age_s: YOUNG_S },
          },
          signal,
        }),
      ),
  });
}

export function useRfm(cuts: Shapes["CutsOut"] | null) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "rfm", cuts],
    queryFn: ({ signal }): Promise<Rfm> =>
      given(api.POST("/api/layers/rfm", { params: YOUNG, body: { cuts }, signal })),
  });
}

export function useTable(dimensions: string[], on?: string) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "table", dimensions, on],
    queryFn: ({ signal }): Promise<Table> =>
      given(api.POST("/api/layers/table", { params: YOUNG, body: { dimensions, on: on ?? null }, signal })),
    enabled: dimensions.length > 0,
  });
}

export function useTrust(from: string, to: string) {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "trust", from, to],
    queryFn: ({ signal }) =>
      given(api.GET("/api/intimacy/trust", { params: { query: { from, to, max_age_s: YOUNG_S } }, signal })),
  });
}

export function useDistribution() {
  return useQuery({
    ...SLOW,
    queryKey: ["layers", "distribution"],
    queryFn: ({ signal }) => given(api.GET("/api/intimacy/distribution", { params: YOUNG, signal })),
  });
}
