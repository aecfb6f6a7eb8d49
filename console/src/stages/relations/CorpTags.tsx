import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Info, Meter } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { called, unpaused, useWecomAccounts, type WecomAccount } from "@/widgets/wecomAccounts";
import { CorpTagChip } from "./CorpTagChip";
import { CorpTagsForm } from "./CorpTagsForm";
import { type CorpTag, useCorpTags } from "./groups.api";
import { TAGS } from "./tags.copy";

const MOST = 3000;

/** The corp's tags, group by group, with how many relations have each; new ones are made at the platform. */
export function CorpTags() {
  const words = useWords(TAGS);
  const allowed = useMay()("touchpoints.manage");
  const query = useCorpTags();
  const { data: accounts = [], isSuccess } = useWecomAccounts(allowed);
  const corps = named(unpaused(accounts));
  const [adding, setAdding] = useState(false);
  const add = corps.size > 0 && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <div className="groups-welcomes">
      <Answer query={query} loading={320}>
        {(found) =>
          found.length ? (
            <>
              <div className="row between">
                <span className="second small">{words.why}</span>
                {add}
              </div>
              {[...new Set(found.map((one) => one.corp))].map((corp, _, held) => (
                <Corp
                  key={corp}
                  name={held.length > 1 ? (named(accounts).get(corp) ?? corp) : ""}
                  tags={found.filter((one) => one.corp === corp)}
                  canChange={corps.has(corp)}
                />
              ))}
            </>
          ) : (
            <Empty title={words.none} action={add || (isSuccess && <Go to="/connectors">{words.connect}</Go>)}>
              {words.noneWhy}
            </Empty>
          )
        }
      </Answer>
      {adding && <CorpTagsForm corps={corps} tags={query.data ?? []} onClose={() => setAdding(false)} />}
    </div>
  );
}

/** How corps are called: as the first of their accounts is. */
function named(accounts: WecomAccount[]): Map<string, string> {
  return new Map(accounts.toReversed().map((one) => [one.corp_id, called(one)]));
}

interface CorpProps {
  name: string;
  tags: CorpTag[];
  canChange: boolean;
}

function Corp({ name, tags, canChange }: CorpProps) {
  const words = useWords(TAGS);
  const groups = [...new Set(tags.map((one) => one.group))];
  return (
    <>
      {name && <h2>{name}</h2>}
      <div className="relations-size" style={{ maxWidth: 240 }}>
        <span>
          {words.room(tags.length)} <Info>{words.roomWhy}</Info>
        </span>
        <Meter share={tags.length / MOST} label={words.room(tags.length)} />
      </div>
      {groups.map((group) => (
        <section key={group} className="tags-group">
          <b>{group}</b>
          <div className="row groups-name">
            {tags
              .filter((one) => one.group === group)
              .map((one) => (
                <CorpTagChip key={one.id} tag={one} canChange={canChange} />
              ))}
          </div>
        </section>
      ))}
    </>
  );
}
