import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { useStaff } from "./codes.api";
import { WORDS } from "./codes.copy";

/** Staff by name where it is known, else by their id at the platform. */
export function StaffNames({ ids, most = 20 }: { ids: string[]; most?: number }) {
  const words = useWords(WORDS);
  const nameOf = useNames();
  if (ids.length === 0) return <span className="second">{words.nobodyYet}</span>;
  return (
    <span className="code-alarms">
      {ids.slice(0, most).map((id) => (
        <Chip key={id} title={id}>
          {nameOf(id)}
        </Chip>
      ))}
      {ids.length > most && (
        <span className="second" title={ids.slice(most).map(nameOf).join("、")}>
          +{ids.length - most}
        </span>
      )}
    </span>
  );
}

export function useNames(): (id: string) => string {
  const staff = useStaff();
  const names = new Map(staff.data?.map((one) => [one.staff, one.name]));
  return (id) => names.get(id) || id;
}
