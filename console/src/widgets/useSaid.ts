import { language } from "@/lib/language";
import { said } from "./said";
import { useUnits } from "./units";

/** Says values of properties and traits in the operator's words. */
export function useSaid(): (name: string, value: unknown) => string {
  const chosen = language.use();
  const units = useUnits();
  return (name, value) => said(name, value, { language: chosen, units });
}
