import { copy, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useDeeds } from "./connectors.api";
import { WORDS } from "./connectors.copy";

const DEEDS = copy(
  {
    deeds: {
      "connectors.added": "接入",
      "connectors.changed": "修改",
      "connectors.credentials_changed": "换密钥",
      "connectors.rotated": "换回调密钥",
      "connectors.paused": "暂停",
      "connectors.resumed": "恢复",
      "connectors.letters_retried": "重试回调",
      "connectors.authorized": "授权拉取线索",
      "connectors.forward_added": "添加转发",
      "connectors.forward_removed": "移除转发",
      "relations.sync.started": "对账",
      "relations.sync.confirmed": "确认对账找不到的客户都走了",
      "relations.activity.pulled": "读取员工数据",
      "followers.sync.started": "粉丝对账",
    } as Record<string, string>,
  },
  {
    deeds: {
      "connectors.added": "connected",
      "connectors.changed": "changed",
      "connectors.credentials_changed": "changed credentials",
      "connectors.rotated": "drew new callback keys",
      "connectors.paused": "paused",
      "connectors.resumed": "resumed",
      "connectors.letters_retried": "had callbacks read again",
      "connectors.authorized": "authorized to read leads",
      "connectors.forward_added": "added a forward address",
      "connectors.forward_removed": "removed a forward address",
      "relations.sync.started": "compared",
      "relations.sync.confirmed": "confirmed that those a comparison missed did go",
      "relations.activity.pulled": "read staff figures",
      "followers.sync.started": "compared followers",
    },
  },
);

/** Who did what to an account. */
export function Deeds({ name }: { name: string }) {
  const words = useWords(WORDS);
  const { deeds } = useWords(DEEDS);
  return (
    <Answer query={useDeeds(name)} loading={120}>
      {(rows) => (
        <ol className="deeds">
          {rows.map((one) => (
            <li key={`${one.at}${one.action}`}>
              <b>{deeds[one.action] ?? one.action}</b>
              <span className="second">
                {one.by} · <When at={one.at} />
              </span>
            </li>
          ))}
          {rows.length === 0 && <li className="second">{words.nothingDone}</li>}
        </ol>
      )}
    </Answer>
  );
}
