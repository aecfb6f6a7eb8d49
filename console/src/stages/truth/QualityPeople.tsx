import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { api, given, type Shapes } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { channelName } from "@/widgets/names";
import type { Question } from "@/widgets/useQuestion";
import type { Class, Picked } from "./QualityPage";
import { QUALITY } from "./quality.copy";

interface PeopleProps {
  picked: Picked | null;
  question: Question<"channel_quality">;
  onClose: () => void;
}

/** Who of a channel most probably is of a class, with the chance and what speaks for it. */
export function QualityPeople({ picked, question, onClose }: PeopleProps) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const title = picked ? words.sheet(channelName(picked.channel, chosen), words[picked.of]) : "";
  return (
    <Drawer open={picked !== null} onClose={onClose} title={title} size={500} destroyOnHidden>
      {picked && <Listed picked={picked} question={question} />}
    </Drawer>
  );
}

function Listed({ picked, question }: { picked: Picked; question: Question<"channel_quality"> }) {
  const words = useWords(QUALITY);
  const query = useQuery({
    queryKey: ["insight", "followers", question, picked],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const body = { ...question, ...picked, limit: 100 } as unknown as Shapes["FollowersQuestion-Input"];
      const found = await given(api.POST("/api/insight/channel-quality/people", { body, signal }));
      const people = found.people.map((one) => one.person);
      const named = people.length ? await given(api.POST("/api/people/summaries", { body: { people } })) : null;
      return { found: found.people, names: new Map(named?.people.map((one) => [one.person, one.display])) };
    },
  });
  return (
    <Answer query={query} loading={480}>
      {({ found, names }) =>
        found.length ? (
          <div className="stack">
            <span className="second small">
              {words.most} · {words.chance}
            </span>
            <ul className="sheet-people">
              {found.map((one) => (
                <Follower key={one.person} one={one} of={picked.of} name={names.get(one.person) || one.person} />
              ))}
            </ul>
          </div>
        ) : (
          <Empty title={words.nobody}>{words.nobodyWhy}</Empty>
        )
      }
    </Answer>
  );
}

function Follower({ one, of, name }: { one: Shapes["FollowerOut"]; of: Class; name: string }) {
  const words = useWords(QUALITY);
  return (
    <li>
      <div className="row between nowrap">
        <Link to="/people/$person" params={{ person: one.person }} className="ellipsis">
          {name}
        </Link>
        <span>
          <span className="second small">{words.prob} </span>
          <b>{percent(one.chance[of])}</b>
        </span>
      </div>
      <div className="row tight">
        {one.reasons.map((reason) => (
          <Chip key={reason} tone={of === "fake" ? "look" : "plain"}>
            {words.reasons[reason] ?? reason}
          </Chip>
        ))}
        {!one.reasons.length && <span className="second small">{words.noReasons}</span>}
      </div>
      <span className="second small">{words.interactions(one.interactions, one.days.toFixed(0))}</span>
    </li>
  );
}
