import { EllipsisOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { encoded } from "@/lib/handed";
import { copy, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, SEGMENTS, type Segment, useWatches } from "./audiences.api";
import type { Definition } from "./language/nodes";

const WORDS = copy(
  {
    more: "更多操作",
    watch: "转为实时人群",
    watched: (name: string) => `“${name}”的成员从现在起实时维护`,
    unwatch: "停止实时维护",
    unwatched: "已停止，进出记录仍然保留",
    note: "改用途说明",
    noted: "用途已更新",
    copy: "另存一份",
    remove: "删除人群",
    removed: (name: string) => `已删除“${name}”，历史版本仍可查`,
    sure: (name: string) => `删除“${name}”？`,
    consequence: "人不会受影响。名字空出来后可以再用，历史版本和审计记录会保留。",
    used: (names: string) => `它正被这些人群引用：${names}。先去掉那里的引用，才能删除。`,
    isWatched: "它是实时人群，先停止实时维护，才能删除。",
    cancel: "不删",
    what: "用来做什么",
  },
  {
    more: "More",
    watch: "Keep its members live",
    watched: (name: string) => `The members of “${name}” are kept from now on`,
    unwatch: "Stop keeping its members",
    unwatched: "Stopped; the log of entries and exits stays",
    note: "Change what it is for",
    noted: "Updated",
    copy: "Save a copy",
    remove: "Delete segment",
    removed: (name: string) => `“${name}” deleted; its versions can still be read`,
    sure: (name: string) => `Delete “${name}”?`,
    consequence: "No people are touched. The name is free again; versions and the audit log stay.",
    used: (names: string) => `These segments use it: ${names}. Take it out there first.`,
    isWatched: "Its members are kept live. Stop that first.",
    cancel: "Keep it",
    what: "What it is for",
  },
);

/** What else may be done with a stored segment. */
export function SegmentMenu({ segment, definition }: { segment: Segment; definition: Definition }) {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  const { data: watches } = useWatches();
  const watched = watches?.some((one) => one.segment === segment.name) ?? false;
  const [asking, setAsking] = useState<"note" | "remove">();
  const stale = [
    [...SEGMENTS, "watches"],
    [...SEGMENTS, "list"],
    [...SEGMENTS, "one", segment.name],
  ];
  const watch = useAct({ act: () => act.watch(segment.name), stale, done: words.watched(segment.name) });
  const unwatch = useAct({ act: () => act.unwatch(segment.name), stale, done: words.unwatched });
  const duplicate = (): void => void navigate({ to: "/segments/new", search: { definition: encoded(definition) } });
  const items = [
    watched
      ? { key: "unwatch", label: words.unwatch, onClick: () => unwatch.mutate() }
      : { key: "watch", label: words.watch, onClick: () => watch.mutate() },
    { key: "note", label: words.note, onClick: () => setAsking("note") },
    { key: "copy", label: words.copy, onClick: duplicate },
    { key: "remove", label: words.remove, danger: true, onClick: () => setAsking("remove") },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button icon={<EllipsisOutlined />} aria-label={words.more} />
      </Dropdown>
      {asking === "note" && <Note segment={segment} onClose={() => setAsking(undefined)} />}
      {asking === "remove" && <Remove segment={segment} watched={watched} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function Note({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const words = useWords(WORDS);
  const [note, setNote] = useState(segment.note);
  const change = useAct({
    act: () => act.change({ ...segment, note }),
    stale: [SEGMENTS],
    done: words.noted,
    after: onClose,
  });
  return (
    <Modal
      open
      title={words.note}
      okText={words.note}
      confirmLoading={change.isPending}
      onCancel={onClose}
      onOk={() => change.mutate()}
    >
      <Input.TextArea
        rows={3}
        maxLength={1000}
        aria-label={words.what}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}

function Remove({ segment, watched, onClose }: { segment: Segment; watched: boolean; onClose: () => void }) {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  const used = segment.used_by.length > 0;
  const remove = useAct({
    act: () => act.delete(segment.name),
    stale: [[...SEGMENTS, "list"]],
    done: words.removed(segment.name),
    after: () => void navigate({ to: "/segments" }),
  });
  return (
    <Modal
      open
      title={words.sure(segment.name)}
      okText={words.remove}
      cancelText={words.cancel}
      okButtonProps={{ danger: true, disabled: used || watched }}
      confirmLoading={remove.isPending}
      onCancel={onClose}
      onOk={() => remove.mutate()}
    >
      {used || watched ? (
        <Alert type="warning" showIcon title={used ? words.used(segment.used_by.join("、")) : words.isWatched} />
      ) : (
        <p>{words.consequence}</p>
      )}
    </Modal>
  );
}
