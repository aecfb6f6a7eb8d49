import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Finding = Shapes["FindingOut"];

/** The doctor's findings, asked again every half minute while somebody looks. */
export function useFindings() {
  return useQuery({
    queryKey: ["doctor"],
    queryFn: () => given(api.GET("/api/system/doctor")),
    refetchInterval: 30_000,
  });
}

export interface Ready {
  ready: boolean;
  parts: Record<string, boolean>;
}

/** Whether events are taken this moment. It answers 503 with its parts when not, which is an answer too. */
export function useReady() {
  return useQuery({
    queryKey: ["readyz"],
    queryFn: async (): Promise<Ready> => {
      const answer = await fetch("/readyz");
      const body = (await answer.json()) as { status: string; parts?: Record<string, boolean> };
      return { ready: answer.ok, parts: body.parts ?? {} };
    },
    refetchInterval: 10_000,
  });
}
