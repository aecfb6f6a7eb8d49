import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useEventNames } from "@/widgets/dictionary";
import { Follows, useFollows } from "@/widgets/Follows";
import { useUnits } from "@/widgets/units";
import { type Relation, relationsOf } from "./relating";

const LOOKED_AT = 1000;

const WORDS = copy(
  {
    kinds: { staff: "企微员工", group: "客户群", account: "关注的账号" },
    stands: "还在",
    since: "从",
    none: "没有好友、群或关注",
    noneWhy: "加企微好友、进群、关注账号的事件到了，就会出现在这里。",
    limited: `按最近 ${LOOKED_AT} 条事件看，更早的没有算。`,
  },
  {
    kinds: { staff: "WeCom staff", group: "Groups", account: "Accounts followed" },
    stands: "stands",
    since: "since",
    none: "No contacts, groups or follows",
    noneWhy: "They appear when somebody is added, a group joined or an account followed.",
    limited: `Read from the newest ${LOOKED_AT} events; what lies before is not counted.`,
  },
);

/** With whom this person is connected: as the private pool keeps it, and beyond that as their events tell it. */
export function Relations({ person }: { person: string }) {
  const words = useWords(WORDS);
  const follows = useFollows(person).data ?? [];
  const query = useQuery({
    queryKey: ["people", "relations", person],
    queryFn: () =>
      given(api.GET("/api/people/{ref}/timeline", { params: { path: { ref: person }, query: { limit: LOOKED_AT } } })),
  });
  return (
    <Answer query={query} loading={260}>
      {(page) => {
        const relations = relationsOf(page.timeline).filter((one) => one.kind !== "staff" || !follows.length);
        if (!relations.length && !follows.length) return <Empty title={words.none}>{words.noneWhy}</Empty>;
        return (
          <div className="relations">
            {follows.length > 0 && <Follows relations={follows} />}
            {(["staff", "group", "account"] as const).map((kind) => (
              <Kind key={kind} title={words.kinds[kind]} relations={relations.filter((one) => one.kind === kind)} />
            ))}
            {page.next && <p className="second small">{words.limited}</p>}
          </div>
        );
      }}
    </Answer>
  );
}

function Kind({ title, relations }: { title: string; relations: Relation[] }) {
  if (!relations.length) return null;
  return (
    <section>
      <h3>
        {title} {relations.length}
      </h3>
      <ul className="lines">
        {relations.map((one) => (
          <Line key={one.id} relation={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ relation }: { relation: Relation }) {
  const words = useWords(WORDS);
  const units = useUnits();
  const events = useEventNames();
  const how = relation.ended ? events.name(relation.ended) : relation.how;
  const about = [units.get(relation.store) ?? relation.store, how].filter(Boolean).join(" · ");
  return (
    <li>
      <div className="row between">
        <span className="row">
          <span className={relation.until ? "dot" : "dot good"} />
          {relation.name || <span className="mono">{relation.id}</span>}
          <span className="second">{about}</span>
        </span>
        <span className="row second small">
          {words.since} <When at={relation.since} />
          {relation.until ? (
            <>
              → <When at={relation.until} />
            </>
          ) : (
            <Chip tone="good">{words.stands}</Chip>
          )}
        </span>
      </div>
    </li>
  );
}
