import { Drawer, Select } from "antd";
import { useState } from "react";
import { type Language, language, useWords } from "@/lib/language";
import { day, exact } from "@/lib/moments";
import { Empty, RefusedState, Skeleton } from "@/ui/State";
import { Channel } from "@/widgets/Channel";
import { More } from "@/widgets/More";
import { channelName, kindName } from "@/widgets/names";
import { useSaid } from "@/widgets/useSaid";
import { gist } from "./gist";
import { MomentDetail } from "./MomentDetail";
import { type Moment, useTimeline } from "./people.api";
import { WORDS } from "./person.copy";

/** What happened, newest first, by day; each line opens the event as it was stored. */
export function Timeline({ person }: { person: string }) {
  const words = useWords(WORDS).timeline;
  const chosen = language.use();
  const query = useTimeline(person);
  const [channel, setChannel] = useState("");
  const [open, setOpen] = useState<Moment | null>(null);
  const all = query.data?.pages.flatMap((page) => page.timeline) ?? [];
  const shown = all.filter((one) => !channel || one.channel === channel);
  const channels = [...new Set(all.map((one) => one.channel))];
  if (query.isPending) return <Skeleton height={420} />;
  if (query.error) return <RefusedState title={words.none} onAgain={() => void query.refetch()} />;
  return (
    <div className="timeline">
      <div className="row" style={{ paddingTop: 12 }}>
        <Select
          size="small"
          aria-label={words.filter}
          value={channel}
          onChange={setChannel}
          style={{ minWidth: 120 }}
          options={["", ...channels].map((value) => ({ value, label: value ? channelName(value, chosen) : words.all }))}
        />
      </div>
      {!shown.length && <Empty title={words.none}>{words.noneWhy}</Empty>}
      {byDay(shown).map(([date, moments]) => (
        <section key={date}>
          <h3>{date}</h3>
          <ul>
            {moments.map((one) => (
              <Line key={one.message_id} moment={one} onOpen={() => setOpen(one)} />
            ))}
          </ul>
        </section>
      ))}
      <More query={query}>{words.more}</More>
      <Drawer open={open !== null} onClose={() => setOpen(null)} title={open && titled(open, chosen)} size={520}>
        {open && <MomentDetail moment={open} />}
      </Drawer>
    </div>
  );
}

function byDay(moments: Moment[]): [string, Moment[]][] {
  return [...Map.groupBy(moments, (one) => day(one.occurred_at))];
}

/** What happened, by the dictionary; a call without a name is called after its kind. */
function titled(moment: Moment, chosen: Language): string {
  return (chosen === "zh" && moment.chinese) || moment.name || kindName(moment.kind, chosen);
}

function Line({ moment, onOpen }: { moment: Moment; onOpen: () => void }) {
  const chosen = language.use();
  const money = /Order|Refund|Payment/.test(moment.name);
  const said = gist(moment.properties, useSaid());
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <span className="second mono">{exact(moment.occurred_at).slice(11, 16)}</span>
        <span className={money ? "dot money" : "dot"} />
        <span className="ellipsis">
          {titled(moment, chosen)}
          {said && (
            <span className="second gist">
              <i> · </i>
              {said}
            </span>
          )}
        </span>
        <Channel name={moment.channel} />
      </button>
    </li>
  );
}
