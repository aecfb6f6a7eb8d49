import { Segmented } from "antd";
import type { ComponentType } from "react";
import { useWords } from "@/lib/language";
import { useUrl } from "@/widgets/useUrl";
import { ValueCohorts } from "./ValueCohorts";
import { ValueForecast } from "./ValueForecast";
import { ValuePayback } from "./ValuePayback";
import { ValueRepurchase } from "./ValueRepurchase";
import { ValueRfm } from "./ValueRfm";
import { VALUE } from "./value.copy";
import "./truth.css";

const VIEWS = ["cohorts", "forecast", "rfm", "repurchase", "payback"] as const;
type View = (typeof VIEWS)[number];

const SHOWN: Record<View, ComponentType<{ views: React.ReactNode }>> = {
  cohorts: ValueCohorts,
  forecast: ValueForecast,
  rfm: ValueRfm,
  repurchase: ValueRepurchase,
  payback: ValuePayback,
};

/** What are customers worth: so far, from now on, by groups, by coming back, against their cost? */
export function ValuePage() {
  const words = useWords(VALUE);
  const [url, set] = useUrl<{ view: View }>();
  const view = VIEWS.find((one) => one === url.view) ?? "cohorts";
  const Shown = SHOWN[view];
  const views = (
    <Segmented<View>
      aria-label={words.viewLabel}
      value={view}
      onChange={(chosen) => set({ view: chosen })}
      options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
    />
  );
  return <Shown key={view} views={views} />;
}
