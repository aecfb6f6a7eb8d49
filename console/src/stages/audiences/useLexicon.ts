import { useMemo } from "react";
import { language } from "@/lib/language";
import { useDictionary } from "@/widgets/dictionary";
import { channelName, purposeName, traitName, trustName } from "@/widgets/names";
import { propertyName } from "@/widgets/properties";
import { useUnits } from "@/widgets/units";
import { waySaid } from "@/widgets/ways";
import { useCustomerGroups, useLayerings, useStaff } from "./audiences.api";
import type { Lexicon } from "./language/lexicon";

/** The words of this brand: events from the dictionary, levels from its own rules, stores from its organization. */
export function useLexicon(): Lexicon {
  const chosen = language.use();
  const { data: dictionary } = useDictionary();
  const { data: layerings } = useLayerings();
  const units = useUnits();
  const { data: staff } = useStaff();
  const { data: groups } = useCustomerGroups();
  return useMemo(() => {
    const chinese = new Map((dictionary ?? []).map((one) => [one.name, one.chinese]));
    const english = new Map((dictionary ?? []).map((one) => [one.chinese, one.name]));
    const names = new Map((staff ?? []).map((one) => [one.staff, one.name]));
    const called = new Map((groups ?? []).map((one) => [one.id, one.name]));
    const level = (layering: string) => {
      const levels = layerings?.find((one) => one.name === layering)?.definition.levels ?? [];
      const names = new Map(levels.map((one) => [one.name, chosen === "zh" ? one.chinese : one.english]));
      return (name: string): string => names.get(name) ?? OUTSIDE[name]?.[chosen === "zh" ? 0 : 1] ?? name;
    };
    return {
      language: chosen,
      event: (name) => (chosen === "zh" ? chinese.get(name) : english.get(name)) ?? name,
      property: (name) => propertyName(name, chosen),
      trait: (name) => traitName(name, chosen),
      channel: (name) => channelName(name, chosen),
      purpose: (name) => purposeName(name, chosen),
      store: (code) => units.get(code) ?? code,
      aipl: level("aipl"),
      tier: level("tier"),
      lifeCycle: level("life_cycle"),
      trust: (stage) => trustName(stage, chosen),
      staff: (account) => names.get(account) || account,
      group: (id) => called.get(id) || id,
      way: (way) => waySaid(way, chosen),
    };
  }, [chosen, dictionary, layerings, units, staff, groups]);
}

/** Who is on no level, and interest as the whole of its two levels. */
const OUTSIDE: Record<string, readonly [zh: string, en: string]> = {
  none: ["不在其中", "none of them"],
  I: ["兴趣（浅和深）", "interest, both"],
};
