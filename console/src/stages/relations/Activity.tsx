import { Segmented, Select } from "antd";
import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { ActivityGroups } from "./ActivityGroups";
import { ActivityStanding } from "./ActivityStanding";
import { ActivityTable } from "./ActivityTable";
import { ActivityTrend } from "./ActivityTrend";
import type { Measure } from "./activity";
import { DAYS_MOST, type Activity as Found, useActivity } from "./activity.api";
import { ACTIVITY } from "./activity.copy";
import type { Pool } from "./relations.api";

export type ActivityPlace = {
  of: "staff" | "groups";
  measure: Measure;
  staff: string;
};

interface ActivityProps {
  days: number;
  place: Partial<ActivityPlace>;
  pools: Pool[];
  onChange: (change: { of?: ActivityPlace["of"]; measure?: Measure; staff?: string }) => void;
}

/** What WeCom counts of staff, beside what we count of the same. */
export function Activity({ days, place, pools, onChange }: ActivityProps) {
  const words = useWords(ACTIVITY);
  const staff = place.staff ?? "";
  const of = place.of ?? "staff";
  const query = useActivity(Math.min(days, DAYS_MOST), staff);
  return (
    <>
      <div className="relations-find row">
        <Segmented
          value={of}
          onChange={(chosen) => onChange({ of: chosen })}
          options={(["staff", "groups"] as const).map((value) => ({ value, label: words.of[value] }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={staff || undefined}
          placeholder={words.everybody}
          aria-label={words.employee}
          style={{ minWidth: 160 }}
          onChange={(chosen?: string) => onChange({ staff: chosen ?? "" })}
          options={pools.map((one) => ({ value: one.staff, label: one.name || one.staff }))}
        />
        {days > DAYS_MOST && <span className="second small">{words.clamp}</span>}
      </div>
      <Answer query={query} loading={420}>
        {(found) => (
          <>
            <ActivityStanding pulls={found.pulls} />
            {of === "groups" ? (
              <ActivityGroups found={found} />
            ) : (
              <Staff found={found} place={place} onChange={onChange} />
            )}
          </>
        )}
      </Answer>
    </>
  );
}

interface StaffProps {
  found: Found;
  place: Partial<ActivityPlace>;
  onChange: ActivityProps["onChange"];
}

function Staff({ found, place, onChange }: StaffProps) {
  const words = useWords(ACTIVITY);
  if (!found.pulls.length && !found.staff.length)
    return <Empty title={words.neverPulled}>{words.neverPulledWhy}</Empty>;
  if (!found.staff.length) return <Empty title={words.noStaff}>{words.noStaffWhy}</Empty>;
  return (
    <>
      <ActivityTrend found={found} measure={place.measure ?? "added"} onMeasure={(measure) => onChange({ measure })} />
      <ActivityTable found={found} onStaff={(staff) => onChange({ staff })} />
    </>
  );
}
