import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { count, full, measured } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { said } from "@/widgets/doctor";
import { useDoctor, useEventCounts } from "./insight.api";

const WORDS = copy(
  {
    title: "要你看一眼",
    quarantined: (n: string) => measured(n, "条事件在隔离区"),
    stored: (n: string) => measured(n, "条事件已落盘"),
    broken: (name: string) => `${name} 有问题`,
    nothing: "没有要处理的",
    well: "系统正常",
  },
  {
    title: "Worth a look",
    quarantined: (n: string) => `${n} events in quarantine`,
    stored: (n: string) => `${n} events stored`,
    broken: (name: string) => `${name} needs attention`,
    nothing: "Nothing waits for you",
    well: "All systems well",
  },
);

/** What waits for somebody: events set aside, and engines that are not well. */
export function Waiting() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const events = useEventCounts(may("events.read"));
  const doctor = useDoctor(may("system.read"));
  const ill = (doctor.data ?? []).filter((finding) => finding.state !== "well" && finding.name !== "quarantine");
  const waiting = events.data?.quarantined ?? 0;
  return (
    <Card title={words.title}>
      <ul className="checks">
        {events.data && (
          <li>
            <span className="dot good" />
            <span title={full(events.data.events)}>{words.stored(count(events.data.events, chosen))}</span>
          </li>
        )}
        {waiting > 0 && (
          <li>
            <span className="dot look" />
            <Link to="/quarantine">{words.quarantined(count(waiting, chosen))}</Link>
          </li>
        )}
        {ill.map((finding) => {
          const { name, found } = said(finding, chosen);
          return (
            <li key={finding.name}>
              <span className={`dot ${finding.state === "broken" ? "bad" : "look"}`} />
              <Link to="/settings/health" title={found}>
                {words.broken(name)}
              </Link>
            </li>
          );
        })}
        {doctor.data && !ill.length && (
          <li>
            <span className="dot good" />
            <span>{words.well}</span>
          </li>
        )}
        {!events.data && !doctor.data && <li className="second">{words.nothing}</li>}
      </ul>
    </Card>
  );
}
