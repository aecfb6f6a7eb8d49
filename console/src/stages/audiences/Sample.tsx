import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Skeleton } from "@/ui/State";
import { channelName } from "@/widgets/names";
import { useEstimate } from "./audiences.api";
import type { Definition } from "./language/nodes";

const WORDS = copy(
  {
    title: "其中 20 人",
    fewer: (n: number) => `就是这 ${n} 人`,
    none: "没有人符合。放宽一个条件试试。",
    all: "全部看",
    unnamed: "未命名客户",
    visitor: "匿名访客",
    why: "为什么在里面",
    everybody: "加一个条件，就会看到符合的人。",
  },
  {
    title: "20 of them",
    fewer: (n: number) => `All ${n} of them`,
    none: "Nobody meets this. Loosen a condition.",
    all: "See all",
    unnamed: "Unnamed person",
    visitor: "Anonymous visitor",
    why: "Why they are in",
    everybody: "Add a condition to see who meets it.",
  },
);

interface SampleProps {
  definition: Definition;
  everybody: boolean;
  onTest: (person: string) => void;
  onAll: () => void;
}

/** Twenty who are in it, so that a wrong condition is seen at once. */
export function Sample({ definition, everybody, onTest, onAll }: SampleProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data, error } = useEstimate(definition, !everybody);
  if (everybody || error)
    return everybody ? (
      <Card title={words.title}>
        <p className="small second">{words.everybody}</p>
      </Card>
    ) : null;
  if (!data) return <Skeleton height={260} />;
  const few = data.sample.length === data.people;
  return (
    <Card
      title={few ? words.fewer(data.people) : words.title}
      extra={
        data.people > 0 && (
          <Button size="small" onClick={onAll}>
            {words.all}
          </Button>
        )
      }
    >
      {!data.people && <p className="second">{words.none}</p>}
      <ul className="sample" data-testid="sample">
        {data.sample.map((one) => (
          <li key={one.person}>
            <Link to="/people/$person" params={{ person: one.person }} className="ellipsis">
              {one.display || (one.identified ? words.unnamed : words.visitor)}
            </Link>
            <span className="row tight">
              {one.channels.slice(0, 2).map((channel) => (
                <Chip key={channel} tone="quiet">
                  {channelName(channel, chosen)}
                </Chip>
              ))}
              <Button size="small" type="text" className="quiet-button" onClick={() => onTest(one.person)}>
                {words.why}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
