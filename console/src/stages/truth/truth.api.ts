import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Run = Shapes["huoshui__insight__value__schemas__RunOut"];
export type Bands = Shapes["BandsOut"];

export function putCosts(file: File): Promise<Shapes["TakenOut"]> {
  const body = { file: file as unknown as string };
  const bodySerializer = (): FormData => {
    const form = new FormData();
    form.append("file", file);
    return form;
  };
  return given(api.POST("/api/insight/costs/file", { body, bodySerializer }));
}

export const RUNS = ["insight", "value", "runs"] as const;

/** The runs of the value model; asked again while one is at work. */
export function useRuns() {
  return useQuery({
    queryKey: RUNS,
    queryFn: () => given(api.GET("/api/insight/value/runs")),
    refetchInterval: ({ state }) => (state.data?.some(going) ? 1000 : false),
  });
}

export function going(run: Run): boolean {
  return run.state === "queued" || run.state === "running";
}

export function useBands(run: number | undefined) {
  return useQuery({
    queryKey: ["insight", "value", "bands", run],
    queryFn: () => given(api.GET("/api/insight/value/bands")),
    enabled: run !== undefined,
  });
}

export function beginRun(asked: Shapes["RunAsked"]): Promise<unknown> {
  return given(api.POST("/api/insight/value/runs", { body: asked }));
}
