import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { type Permission, useMay } from "@/api/session";
import { useStaffList } from "./actors";
import { useSourceList } from "./sources";
import { type Facts, type Progress, progressOf } from "./steps.rules";
import { useUnitList } from "./units";

const FRESH = 60_000;

/** How far the setup has come, asked of the server as it is now; what this viewer may not ask is left out. */
export function useSteps(live = false): Progress {
  const may = useMay();
  const polled = live ? 15_000 : (false as const);
  const sources = useSourceList(live);
  const staff = useStaffList();
  const units = useUnitList();
  const fresh = useQuery({
    queryKey: ["freshness"],
    queryFn: () => given(api.GET("/api/freshness")),
    enabled: may("reports.read"),
    staleTime: FRESH,
    refetchInterval: polled,
  });
  const imports = useQuery({
    queryKey: ["imports", "newest"],
    queryFn: () => given(api.GET("/api/imports", { params: { query: { limit: 50 } } })),
    enabled: may("imports.run"),
    staleTime: FRESH,
  });
  const people = useQuery({
    queryKey: ["people", "count"],
    queryFn: () => given(api.GET("/api/people/count")),
    staleTime: FRESH,
  });
  const segments = useQuery({
    queryKey: ["segments"],
    queryFn: () => given(api.GET("/api/segments")),
    staleTime: FRESH,
  });
  const doctor = useQuery({
    queryKey: ["doctor"],
    queryFn: () => given(api.GET("/api/system/doctor")),
    enabled: may("system.read"),
    staleTime: FRESH,
  });
  const wecom = useQuery({
    queryKey: ["setup", "wecom"],
    queryFn: () => given(api.GET("/api/system/setup/wecom")),
    enabled: may("touchpoints.manage"),
    staleTime: FRESH,
    refetchInterval: polled,
  });
  const facts: Facts = {
    sources: sources.data?.length,
    newestEvent: fresh.data && (fresh.data.newest_event_at ?? null),
    imported: imports.data?.filter((one) => !one.dry_run && one.state === "finished").length,
    units: units.data?.length,
    reachable: people.data?.reachable,
    segments: segments.data?.length,
    staff: staff.data?.filter((one) => !one.disabled_at).length,
    wecom: wecom.data,
    ill: doctor.data?.filter((one) => one.state !== "well").length,
  };
  return progressOf(facts, (permission: Permission) => may(permission), Date.now());
}
