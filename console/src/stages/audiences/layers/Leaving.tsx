import { useBlocker } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useWords } from "@/lib/language";
import { WORDS } from "./rules.copy";

/** Asks before a page with changes that were not saved is left. */
export function Leaving({ when }: { when: boolean }) {
  const words = useWords(WORDS);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: when,
    withResolver: true,
  });
  return (
    <Modal
      open={status === "blocked"}
      title={words.leave}
      onCancel={reset}
      footer={
        <>
          <Button onClick={reset}>{words.stay}</Button>
          <Button danger onClick={proceed}>
            {words.go}
          </Button>
        </>
      }
    >
      {words.leaveWhy}
    </Modal>
  );
}
