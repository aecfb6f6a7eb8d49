import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { When } from "@/ui/When";
import { wayName } from "./ways";

type Relation = Shapes["FollowRelationOut"];

const WORDS = copy(
  {
    title: "企微好友关系",
    standings: {
      half: "单向：等员工确认",
      friend: "好友",
      deleted_by_customer: "客户已删除员工",
      deleted_by_staff: "员工已删除客户",
      transferred: "已转接",
    } as Record<string, string>,
    hows: {
      confirm: "客户能发消息；员工确认后才能主动联系",
      add_again: "发不了消息，要客户重新添加",
      ask_taker: "由接手的员工联系",
      assign: "员工已离职，待分配给别人后才能联系",
    } as Record<string, string>,
    supposed: "对账发现",
    since: "从",
    remark: "备注",
    turns: {
      half_added: "单向添加",
      added: "加好友",
      confirmed: "员工确认",
      readded: "重新加回",
      transferred_to: "转接而来",
      edited: "改备注或标签",
      transfer_failed: "转接失败",
      deleted_by_customer: "客户删除",
      deleted_by_staff: "员工删除",
      cleared: "清出列表",
      transferred_away: "转给别人",
      "": "读到标签",
    } as Record<string, string>,
  },
  {
    title: "WeCom relations",
    standings: {
      half: "half: staff has yet to confirm",
      friend: "friends",
      deleted_by_customer: "customer deleted staff",
      deleted_by_staff: "staff deleted customer",
      transferred: "handed on",
    },
    hows: {
      confirm: "The customer may write; staff may once they confirm",
      add_again: "Nobody can write until the customer adds staff again",
      ask_taker: "Whoever took over may write",
      assign: "Staff left; somebody must be assigned first",
    },
    supposed: "found",
    since: "since",
    remark: "remark",
    turns: {
      half_added: "half added",
      added: "added",
      confirmed: "confirmed",
      readded: "added again",
      transferred_to: "taken over",
      edited: "edited",
      transfer_failed: "transfer failed",
      deleted_by_customer: "customer deleted",
      deleted_by_staff: "staff deleted",
      cleared: "cleared",
      transferred_away: "handed on",
      "": "tags read",
    },
  },
);

const TONES: Record<string, Tone> = { friend: "good", half: "look", transferred: "quiet" };
const LINES = 6;

export function useFollows(person: string) {
  return useQuery({
    queryKey: ["relations", "person", person],
    queryFn: () => given(api.GET("/api/relations/people/{ref}", { params: { path: { ref: person } } })),
  });
}

/** With which of our staff somebody stands how, who may still write, and how it came to that. */
export function Follows({ relations }: { relations: Relation[] }) {
  const words = useWords(WORDS);
  return (
    <section>
      <h3>
        {words.title} {relations.length}
      </h3>
      <ul className="lines">
        {relations.map((one) => (
          <Follow key={one.id} relation={one} />
        ))}
      </ul>
    </section>
  );
}

function Follow({ relation }: { relation: Relation }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { standing, history } = relation;
  const about = [
    relation.way ? wayName(relation.way, chosen) : "",
    relation.source,
    relation.remark && `${words.remark} ${relation.remark}`,
  ].filter(Boolean);
  return (
    <li>
      <div className="row between">
        <span className="row" style={{ gap: 6 }}>
          <b>{relation.staff_name}</b>
          <Chip tone={TONES[standing] ?? "bad"}>{words.standings[standing] ?? standing}</Chip>
          {relation.supposed && <Chip tone="look">{words.supposed}</Chip>}
        </span>
        <span className="second small">
          {words.since} <When at={relation.since} />
        </span>
      </div>
      {relation.reach.how && <div className="small">{words.hows[relation.reach.how]}</div>}
      {about.length > 0 && <div className="second small">{about.join(" · ")}</div>}
      {relation.tags.length > 0 && (
        <div className="row" style={{ gap: 4, flexWrap: "wrap", marginBlock: 4 }}>
          {relation.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </div>
      )}
      <div className="row second small" style={{ gap: 12, flexWrap: "wrap" }}>
        {history.slice(0, LINES).map((line) => (
          <span key={`${line.at} ${line.kind}`}>
            <When at={line.at} /> {words.turns[line.turn] ?? line.turn}
          </span>
        ))}
      </div>
    </li>
  );
}
