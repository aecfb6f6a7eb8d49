import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, given, type Shapes } from "@/api/client";
import { useMay } from "@/api/session";

export type Source = Shapes["SourceOut"];

export function useSourceList(live = false) {
  const may = useMay();
  return useQuery({
    queryKey: ["sources"],
    queryFn: () => given(api.GET("/api/sources")),
    enabled: may("events.read"),
    refetchInterval: live ? 10_000 : false,
  });
}

/** The names of sources by number; empty for a viewer who may not see them. */
export function useSources(): Map<number, string> {
  const { data } = useSourceList();
  return useMemo(() => new Map((data ?? []).map((source) => [source.id, source.name])), [data]);
}
