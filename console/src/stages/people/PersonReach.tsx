import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { channelName, purposeName } from "@/widgets/names";
import { useOrigins } from "@/widgets/origins";
import { ConsentForm } from "./ConsentForm";
import type { Person } from "./people.api";
import { WORDS } from "./person.copy";

/** Through what a person can be reached, and what they allowed. */
export function Reach({ person }: { person: Person }) {
  const words = useWords(WORDS).reach;
  const chosen = language.use();
  const may = useMay();
  const [recording, setRecording] = useState(false);
  const extra = may("people.change") && (
    <Button size="small" type="text" onClick={() => setRecording(true)}>
      {words.record}
    </Button>
  );
  return (
    <Card title={words.title} extra={extra}>
      <ul className="lines">
        {person.channels.map((one) => (
          <li key={one.channel}>
            <div className="row between">
              <span className="row" style={{ gap: 6 }}>
                <span className={one.reachable ? "dot good" : "dot"} />
                {channelName(one.channel, chosen)}
              </span>
              <span className="second small">
                {words.reasons[one.reason] ?? one.reason} {one.since && <When at={one.since} />}
              </span>
            </div>
          </li>
        ))}
        {!person.channels.length && <li className="second">{words.none}</li>}
        {person.consent.map((one) => (
          <Consent key={`${one.purpose}/${one.channel}`} line={one} />
        ))}
      </ul>
      <ConsentForm person={person.person} open={recording} onClose={() => setRecording(false)} />
    </Card>
  );
}

function Consent({ line }: { line: Person["consent"][number] }) {
  const words = useWords(WORDS).reach;
  const chosen = language.use();
  const origins = useOrigins();
  const why = [line.evidence && origins(line.evidence), line.note].filter(Boolean).join(" · ");
  return (
    <li title={why}>
      <div className="row between">
        <span>
          {purposeName(line.purpose, chosen)} · {channelName(line.channel, chosen)}
        </span>
        <Chip tone={line.allowed ? "good" : line.said === "withdrawn" ? "bad" : "quiet"}>
          {words.said[line.said] ?? line.said}
        </Chip>
      </div>
    </li>
  );
}
