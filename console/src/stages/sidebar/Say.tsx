import { CopyOutlined, MessageOutlined } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useMe } from "@/api/session";
import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { pictureOf, type Script, use, useScripts, wordsOf } from "@/widgets/scripts";
import { WORDS } from "./sidebar.copy";
import { insert, insideWeCom } from "./wecom";

/** What to say: found, filled in, and with one press in the chat. */
export function Say({ person, name }: { person: string; name: string }) {
  const words = useWords(WORDS);
  const [q, setQ] = useState("");
  const query = useScripts(q);
  return (
    <div className="sidebar-parts">
      <Input allowClear placeholder={words.search} aria-label={words.search} onChange={(e) => setQ(e.target.value)} />
      <Answer query={query} loading={320}>
        {(found) =>
          found.length ? (
            found.map((one) => <One key={one.id} script={one} person={person} name={name} />)
          ) : (
            <Empty title={words.noScripts}>{words.noScriptsWhy}</Empty>
          )
        }
      </Answer>
    </div>
  );
}

function One({ script, person, name }: { script: Script; person: string; name: string }) {
  const words = useWords(WORDS);
  const me = useMe();
  const { message } = App.useApp();
  const said = wordsOf(script.parts, { 客户称呼: name, 员工姓名: me.name });
  const pictures = script.parts.filter((part) => part.kind === "picture");
  const act = async (how: "copied" | "inserted") => {
    try {
      await (how === "inserted" ? insert(said) : navigator.clipboard.writeText(said));
    } catch {
      void message.warning(words.notCopied);
      return;
    }
    void message.success(how === "inserted" ? words.inserted : words.copied);
    await use(script, how, person).catch(() => undefined);
  };
  return (
    <article className="sidebar-script">
      <div className="row between nowrap">
        <b>{script.title}</b>
        <span className="row nowrap" style={{ gap: 4 }}>
          {insideWeCom() && (
            <Button size="small" type="primary" icon={<MessageOutlined />} onClick={() => void act("inserted")}>
              {words.insert}
            </Button>
          )}
          <Button size="small" icon={<CopyOutlined />} onClick={() => void act("copied")}>
            {words.copy}
          </Button>
        </span>
      </div>
      <p className="sidebar-said">{said}</p>
      {pictures.length > 0 && (
        <>
          <p className="second small">{words.pictures(pictures.length)}</p>
          <div className="row sidebar-chips">
            {pictures.map((part) => (
              <img key={part.picture} src={pictureOf(part)} alt={script.title} loading="lazy" />
            ))}
          </div>
        </>
      )}
      {script.uses > 0 && <p className="second small">{words.used(script.uses)}</p>}
    </article>
  );
}
