import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, given } from "@/api/client";

export function useUnitList() {
  return useQuery({ queryKey: ["units"], queryFn: () => given(api.GET("/api/units")), staleTime: 300_000 });
}

/** The names of the units in scope, by id and by code. */
export function useUnits(): Map<number | string, string> {
  const { data } = useUnitList();
  return useMemo(
    () =>
      new Map<number | string, string>(
        (data ?? []).flatMap((unit) => [[unit.id, unit.name] as const, [unit.code, unit.name] as const]),
      ),
    [data],
  );
}
