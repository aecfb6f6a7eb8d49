import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { asAsked, type Question } from "@/widgets/useQuestion";
import type { Entry, Metric } from "./metrics";

export const METRICS_KEY = ["insight", "metrics"] as const;

export function useMetrics() {
  return useQuery({
    queryKey: [...METRICS_KEY, "list"],
    queryFn: async () => (await given(api.GET("/api/insight/metrics"))) as unknown as Entry[],
    staleTime: 300_000,
  });
}

export function useMetric(name: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: [...METRICS_KEY, "one", name],
    queryFn: async () =>
      (await given(api.GET("/api/insight/metrics/{name}", { params: { path: { name } } }))) as unknown as Entry,
  });
}

export function useMetricHistory(name: string, enabled: boolean) {
  return useQuery({
    queryKey: [...METRICS_KEY, "history", name],
    enabled,
    queryFn: async () =>
      (await given(
        api.GET("/api/insight/metrics/{name}/history", { params: { path: { name } } }),
      )) as unknown as Entry[],
  });
}

/** One value, kept as long as an answer is young: lists and trends ask for many. */
export function valueQuery(question: Question<"metric">) {
  return {
    // not the key of `useQuestion`: that keeps the whole answer, this the result alone
    queryKey: ["insight", "metric", "value", question],
    staleTime: 300_000,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const body = { question: asAsked(question as Question), max_age_s: 300 };
      const answer = await given(api.POST("/api/insight/questions", { body, signal }));
      return answer.result as Shapes["MetricResult"];
    },
  };
}

export const act = {
  define: async (metric: Metric) =>
    (await given(api.POST("/api/insight/metrics", { body: metric as Shapes["Metric"] }))) as unknown as Entry,
  change: async (metric: Metric, version: number) =>
    (await given(
      api.PUT("/api/insight/metrics/{name}", {
        params: { path: { name: metric.name } },
        body: { metric: metric as Shapes["Metric"], version },
      }),
    )) as unknown as Entry,
  retire: (name: string) => api.DELETE("/api/insight/metrics/{name}", { params: { path: { name } } }),
};
