import { percent } from "@/lib/numbers";
import { Meter } from "./Figures";

/** A share with the counts behind it; a dash before there is anything to share. */
export function Rate({ value, counts }: { value: number | null; counts: string }) {
  if (value === null) return <span className="second">–</span>;
  return (
    <div className="rate">
      <span className="row between nowrap">
        <b>{percent(value)}</b>
        <span className="second small">{counts}</span>
      </span>
      <Meter share={value} label={`${percent(value)} · ${counts}`} />
    </div>
  );
}
