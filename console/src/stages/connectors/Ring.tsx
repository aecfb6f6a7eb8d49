import { App, Button } from "antd";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS } from "./connectors.api";
import { WORDS } from "./platforms.copy";

/** Tries the whole way to the door of an account, with a callback that means nothing. */
export function Ring({ name }: { name: string }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const ring = useAct({
    act: () => act.ring(name),
    stale: [CONNECTORS],
    after: (status) => void (status === 200 ? message.success(words.rang) : message.error(words.deaf(status), 8)),
  });
  return (
    <div className="row">
      <Button loading={ring.isPending} onClick={() => ring.mutate()}>
        {words.ring}
      </Button>
      <span className="second small">{words.ringWhy}</span>
    </div>
  );
}
