import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { explained } from "@/api/refusals";
import { language } from "@/lib/language";
import { Count, Info, Meter } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import "./compose.css";

const SETTLE_MS = 350;
const SHOWN = 6;

interface EstimatedProps<Estimate> {
  words: Record<"estimate" | "estimateWhy" | "estimateEmpty", string>;
  /** Whether enough is filled in to work anything out. */
  asked: boolean | undefined;
  query: UseQueryResult<Estimate>;
  foot?: ReactNode;
  children: (found: Estimate) => ReactNode;
}

/** The card of what a plan would come to, while it is written. */
export function Estimated<Estimate>({ words, asked, query, foot, children }: EstimatedProps<Estimate>) {
  const chosen = language.use();
  return (
    <section className="card estimate" aria-live="polite">
      <header>
        <h2>
          {words.estimate} <Info>{words.estimateWhy}</Info>
        </h2>
      </header>
      <div className="body">
        {!asked && <p className="second">{words.estimateEmpty}</p>}
        {asked && query.error && <p role="alert">{explained(query.error, chosen)}</p>}
        {asked && !query.error && !query.data && <Skeleton height={120} />}
        {asked && !query.error && query.data && children(query.data)}
        {foot}
      </div>
    </section>
  );
}

interface StaffBarsProps {
  staff: { staff: string; name: string; people: number }[];
  more: (staff: number) => string;
}

/** Through whom, those with the most people first. */
export function StaffBars({ staff, more }: StaffBarsProps) {
  const most = staff[0]?.people || 1;
  return (
    <>
      <ul className="estimate-bars">
        {staff.slice(0, SHOWN).map((one) => (
          <li key={one.staff}>
            <span className="ellipsis" title={one.name}>
              {one.name}
            </span>
            <Meter share={one.people / most} label={`${one.name} ${one.people}`} />
            <Count value={one.people} />
          </li>
        ))}
      </ul>
      {staff.length > SHOWN && <p className="second small">{more(staff.length - SHOWN)}</p>}
    </>
  );
}

/** Who is left out, by reason. */
export function LeftOut({ lines }: { lines: { reason: string; why: string | undefined; people: number }[] }) {
  return (
    <ul>
      {lines.map((one) => (
        <li key={one.reason}>
          <span>{one.why}</span>
          <Count value={one.people} />
        </li>
      ))}
    </ul>
  );
}

/** What has not changed for a moment: nobody is asked while somebody types. */
export function useSettled<Plan>(plan: Plan | undefined): Plan | undefined {
  const [settled, setSettled] = useState(plan);
  const written = JSON.stringify(plan);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written ? (JSON.parse(written) as Plan) : undefined), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return settled;
}
