import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Stands, short } from "./FollowersList";
import { type Detail, useFollower } from "./followers.api";
import { WORDS } from "./followers.copy";
import { Reached } from "./Reached";
import { Write } from "./Write";

const TONES: Record<string, "good" | "bad" | "look" | "plain"> = {
  delivered: "good",
  sent: "plain",
  failed: "bad",
  refused: "bad",
  unknown: "look",
};

/** One follower: what happened, how they can be reached, what was sent; and writing to them. */
export function FollowerDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const words = useWords(WORDS);
  const query = useFollower(id);
  const title = query.data ? <span className="mono">{short(query.data.openid)}</span> : words.follower;
  return (
    <Drawer open size={560} title={title} onClose={onClose}>
      <Answer query={query} loading={420}>
        {(fan) => <About fan={fan} />}
      </Answer>
    </Drawer>
  );
}

function About({ fan }: { fan: Detail }) {
  const words = useWords(WORDS);
  const may = useMay();
  return (
    <div className="stack">
      <div className="row between">
        <span className="row" style={{ gap: 8 }}>
          <Stands follower={fan} />
          <span className="second">{fan.account}</span>
          <span className="second">{fan.source || words.noScene}</span>
        </span>
        {fan.person && (
          <Link to="/people/$person" params={{ person: fan.person }}>
            {words.person}
          </Link>
        )}
      </div>
      <section>
        <h3>{words.reach}</h3>
        <Reached follower={fan} />
      </section>
      {may("people.change") && <Write key={fan.id} fan={fan} />}
      <section>
        <h3>{words.sent}</h3>
        {fan.sends.length ? <Sends fan={fan} /> : <p className="second">{words.nothingSent}</p>}
      </section>
      <section>
        <h3>{words.happened}</h3>
        <ul className="lines">
          {fan.history.map((line) => (
            <li key={`${line.at}${line.kind}`} className="row between nowrap">
              <span>
                {words.turns[line.turn || line.kind] ?? line.kind}
                {typeof line.said.scene === "string" && <span className="second"> · {line.said.scene}</span>}
              </span>
              <span className="second small">
                <When at={line.at} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Sends({ fan }: { fan: Detail }) {
  const words = useWords(WORDS);
  return (
    <ul className="lines">
      {fan.sends.map((one) => (
        <li key={one.id} className="row between nowrap">
          <span className="row" style={{ gap: 6 }}>
            {words.kinds[one.kind]}
            {one.template && <span className="second">{one.title || one.template}</span>}
            <Chip tone={TONES[one.state] ?? "plain"} title={one.problem}>
              {words.states[one.state] ?? one.state}
            </Chip>
          </span>
          <span className="second small">
            {one.asked_by} · <When at={one.asked_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
