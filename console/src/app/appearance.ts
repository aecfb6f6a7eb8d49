import { useEffect, useSyncExternalStore } from "react";
import { language } from "@/lib/language";
import { stored } from "@/lib/stored";

export type Appearance = "light" | "dark" | "system";

export const appearance = stored<Appearance>("huoshui.theme", ["light", "dark", "system"], "system");

const night = matchMedia("(prefers-color-scheme: dark)");

function useNight(): boolean {
  return useSyncExternalStore(
    (tell) => {
      night.addEventListener("change", tell);
      return () => night.removeEventListener("change", tell);
    },
    () => night.matches,
  );
}

/** This will tell whether the screen is dark now, and keep the document in step with it and with the language. */
export function useDark(): boolean {
  const chosen = appearance.use();
  const system = useNight();
  const spoken = language.use();
  const dark = chosen === "dark" || (chosen === "system" && system);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.lang = spoken === "zh" ? "zh-CN" : "en";
  }, [dark, spoken]);
  return dark;
}
