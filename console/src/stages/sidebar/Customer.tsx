import { Button, Tabs } from "antd";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Closeness } from "@/widgets/Closeness";
import { Follows, useFollows } from "@/widgets/Follows";
import { Levels } from "@/widgets/Levels";
import { channelName, kindName } from "@/widgets/names";
import { TaskList } from "@/widgets/TaskList";
import { WAITING } from "@/widgets/tasks";
import { useUrl } from "@/widgets/useUrl";
import { RelationTags } from "./RelationTags";
import { Say } from "./Say";
import type { Person } from "./sidebar.api";
import { WORDS } from "./sidebar.copy";

/** One customer on the width of a phone. */
export function Customer({ person, onAnother }: { person: Person; onAnother: () => void }) {
  const words = useWords(WORDS);
  const [url, go] = useUrl<{ tab: string }>();
  const name = nameOf(person);
  return (
    <>
      <header className="sidebar-head">
        <h1>{name || words.unnamed}</h1>
        <div className="row sidebar-chips">
          <Chip tone={person.reachable ? "good" : "quiet"}>
            {person.reachable ? words.reachable : words.unreachable}
          </Chip>
          <a href={`/people/${person.person}`} target="_blank" rel="noreferrer">
            {words.whole}
          </a>
          <Button type="text" size="small" onClick={onAnother}>
            {words.another}
          </Button>
        </div>
      </header>
      <Tabs
        className="sidebar-tabs"
        activeKey={url.tab ?? "about"}
        onChange={(tab) => go({ tab: tab === "about" ? undefined : tab })}
        items={[
          { key: "about", label: words.tabs.about, children: <About person={person} /> },
          { key: "scripts", label: words.tabs.scripts, children: <Say person={person.person} name={name} /> },
          { key: "tasks", label: words.tabs.tasks, children: <Todo person={person.person} /> },
          { key: "timeline", label: words.tabs.timeline, children: <Latest person={person} /> },
          { key: "relations", label: words.tabs.relations, children: <Relations person={person.person} /> },
        ]}
      />
    </>
  );
}

function nameOf(person: Person): string {
  const value = person.traits.nickname?.value;
  return typeof value === "string" ? value : "";
}

function About({ person }: { person: Person }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <div className="sidebar-parts">
      <section>
        <h2>{words.levels}</h2>
        <Levels person={person.person} />
      </section>
      <section>
        <h2>{words.tags}</h2>
        <RelationTags person={person.person} />
      </section>
      <section>
        <h2>{words.closeness}</h2>
        <Closeness person={person.person} />
      </section>
      <section>
        <h2>{words.reach}</h2>
        <ul className="lines">
          {person.channels.map((one) => (
            <li key={one.channel} className="row" style={{ gap: 6 }}>
              <span className={one.reachable ? "dot good" : "dot"} />
              {channelName(one.channel, chosen)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The newest twenty, as they were stored. */
function Latest({ person }: { person: Person }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  if (!person.timeline.length) return <Empty title={words.noMoments} />;
  return (
    <ul className="lines sidebar-latest">
      {person.timeline.map((one) => (
        <li key={one.message_id} className="row between nowrap">
          <span>
            {(chosen === "zh" && one.chinese) || one.name || kindName(one.kind, chosen)}{" "}
            <span className="second small">{channelName(one.channel, chosen)}</span>
          </span>
          <span className="second small">
            <When at={one.occurred_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is to be done for them: with one tap it is done. */
function Todo({ person }: { person: string }) {
  const words = useWords(WORDS);
  return (
    <div className="sidebar-todo">
      <TaskList wanted={{ person, state: WAITING }} empty={words.noTasks} why={words.noTasksWhy} ofPerson />
    </div>
  );
}

function Relations({ person }: { person: string }) {
  const words = useWords(WORDS);
  const query = useFollows(person);
  return (
    <Answer query={query} loading={200}>
      {(found) => (found.length ? <Follows relations={found} /> : <Empty title={words.noRelations} />)}
    </Answer>
  );
}
