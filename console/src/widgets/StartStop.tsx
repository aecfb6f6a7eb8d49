import type { QueryKey } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useMay } from "@/api/session";
import { useAct } from "./useAct";

type Words = Record<
  "start" | "startWhy" | "startDone" | "stop" | "stopAsk" | "stopWhy" | "stopDone" | "cancel",
  string
>;

interface StartStopProps {
  words: Words;
  state: string;
  /** What the start is about to do, with its figures. */
  ask: string;
  start: () => Promise<unknown>;
  stop: () => Promise<unknown>;
  stale: QueryKey;
}

/** What may be done with a plan for staff now: started, or what is left of it stopped; either is asked once more. */
export function StartStop({ words, state, ask, start, stop, stale }: StartStopProps) {
  const may = useMay();
  const { modal } = App.useApp();
  const starting = useAct({ act: start, stale: [stale], done: words.startDone });
  const stopping = useAct({ act: stop, stale: [stale], done: words.stopDone });
  if (!may("sends.manage")) return null;
  if (state === "planned")
    return (
      <Button
        type="primary"
        loading={starting.isPending}
        onClick={() =>
          modal.confirm({
            title: ask,
            content: words.startWhy,
            okText: words.start,
            cancelText: words.cancel,
            onOk: () => starting.mutateAsync(),
          })
        }
      >
        {words.start}
      </Button>
    );
  if (state !== "asking" && state !== "asked") return null;
  return (
    <Button
      danger
      loading={stopping.isPending}
      onClick={() =>
        modal.confirm({
          title: words.stopAsk,
          content: words.stopWhy,
          okText: words.stop,
          okButtonProps: { danger: true },
          cancelText: words.cancel,
          onOk: () => stopping.mutateAsync(),
        })
      }
    >
      {words.stop}
    </Button>
  );
}
