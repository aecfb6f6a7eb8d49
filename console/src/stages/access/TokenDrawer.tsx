import { Descriptions, Drawer } from "antd";
import { language, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { useActors } from "@/widgets/actors";
import { Logged } from "@/widgets/Logged";
import { permissionName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import type { Token } from "./access.api";
import { WORDS } from "./tokens.copy";

/** One token: what it may, whose it is, and who did what to it. */
export function TokenDrawer({ token, onClose }: { token: Token; onClose: () => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const units = useUnits();
  const actors = useActors();
  const facts = [
    [words.token, <span key="hint" className="mono">{`${token.hint}…`}</span>],
    [words.permissions, token.permissions.map((name) => permissionName(name, chosen)).join("、")],
    [words.units, token.units?.map((code) => units.get(code) ?? code).join("、") ?? words.all],
    [words.by, actors(token.staff_id === null ? "local" : `staff:${token.staff_id}`, chosen)],
    [words.used, token.last_used_at ? <When key="used" at={token.last_used_at} /> : words.unused],
    [words.expires, token.expires_at ? <When key="expires" at={token.expires_at} /> : words.never],
  ] as const;
  return (
    <Drawer open size={440} title={token.name} onClose={onClose}>
      <Descriptions
        column={1}
        size="small"
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Logged subject={`token:${token.id}`} />
    </Drawer>
  );
}
