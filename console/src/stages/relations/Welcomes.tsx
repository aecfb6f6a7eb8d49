import { PlusOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { act, useWelcomes, WELCOMES, type Welcome } from "./groups.api";
import { GROUPS } from "./groups.copy";
import { WelcomeForm } from "./WelcomeForm";

/** What new members of groups read, for owners to choose in WeCom. */
export function Welcomes({ allowed }: { allowed: boolean }) {
  const words = useWords(GROUPS);
  const query = useWelcomes();
  const [open, setOpen] = useState<Welcome | "new" | null>(null);
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")}>
      {words.addWelcome}
    </Button>
  );
  return (
    <div className="groups-welcomes">
      <Answer query={query} loading={320}>
        {(found) =>
          found.length ? (
            <>
              <div className="row between">
                <span className="second small">{words.welcomesWhy}</span>
                {allowed && add}
              </div>
              <ul className="lines">
                {found.map((one) => (
                  <Line key={one.id} welcome={one} allowed={allowed} onEdit={() => setOpen(one)} />
                ))}
              </ul>
            </>
          ) : (
            <Empty title={words.noWelcomes} action={allowed ? add : null}>
              {words.noWelcomesWhy}
            </Empty>
          )
        }
      </Answer>
      {open && (
        <WelcomeForm
          key={open === "new" ? "new" : open.id}
          welcome={open === "new" ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function Line({ welcome, allowed, onEdit }: { welcome: Welcome; allowed: boolean; onEdit: () => void }) {
  const words = useWords(GROUPS);
  const remove = useAct({ act: () => act.remove(welcome.id), stale: [WELCOMES], done: words.removed });
  const brings = welcome.attachment;
  return (
    <li>
      <div className="row between">
        <span className="row groups-name">
          <b>{welcome.name}</b>
          {!welcome.confirmed && (
            <Chip tone="look" title={words.unconfirmedWhy}>
              {words.unconfirmed}
            </Chip>
          )}
        </span>
        <span className="row">
          <span className="second small">
            {words.changed} <When at={welcome.changed_at} /> {welcome.changed_name}
          </span>
          {allowed && welcome.confirmed && (
            <Button size="small" onClick={onEdit}>
              {words.editWelcome}
            </Button>
          )}
          {allowed && (
            <Popconfirm
              title={words.removeAsk}
              okText={words.remove}
              okButtonProps={{ danger: true }}
              onConfirm={() => remove.mutate()}
            >
              <Button size="small" danger loading={remove.isPending}>
                {words.remove}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      {welcome.text && <p className="groups-words">{welcome.text}</p>}
      {brings && <span className="second small">{brings.title || brings.url || brings.kind}</span>}
      {!welcome.confirmed && <p className="second small">{words.unconfirmedWhy}</p>}
    </li>
  );
}
