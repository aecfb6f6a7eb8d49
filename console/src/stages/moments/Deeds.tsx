import { App, Button } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, MOMENTS, type Moment } from "./moments.api";
import { WORDS } from "./moments.copy";

/** What may be done with a moment now: started, or what is left of it stopped. */
export function Deeds({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  const may = useMay();
  const { modal } = App.useApp();
  const start = useAct({ act: () => act.start(moment.id), stale: [MOMENTS], done: words.startDone });
  const stop = useAct({ act: () => act.cancel(moment.id), stale: [MOMENTS], done: words.stopDone });
  if (!may("sends.manage")) return null;
  if (moment.state === "planned")
    return (
      <Button
        type="primary"
        loading={start.isPending}
        onClick={() =>
          modal.confirm({
            title: words.startAsk(moment.counts.staff),
            content: words.startWhy,
            okText: words.start,
            cancelText: words.cancel,
            onOk: () => start.mutateAsync(),
          })
        }
      >
        {words.start}
      </Button>
    );
  if (moment.state !== "asking" && moment.state !== "asked") return null;
  return (
    <Button
      danger
      loading={stop.isPending}
      onClick={() =>
        modal.confirm({
          title: words.stopAsk,
          content: words.stopWhy,
          okText: words.stop,
          okButtonProps: { danger: true },
          cancelText: words.cancel,
          onOk: () => stop.mutateAsync(),
        })
      }
    >
      {words.stop}
    </Button>
  );
}
