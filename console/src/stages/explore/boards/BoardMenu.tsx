import { EllipsisOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Dropdown, Space } from "antd";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { BOARDS } from "@/widgets/useBoardChoice";
import { act, type Board } from "../explore.api";
import { BOARD } from "./board.words";

interface MenuProps {
  board: Board;
  onEdit: () => void;
  onHistory: () => void;
}

/** What may be done with a board by whoever may change it. */
export function BoardMenu({ board, onEdit, onHistory }: MenuProps) {
  const words = useWords(BOARD);
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const remove = useAct({
    act: () => act.takeDown(board.id),
    stale: [[...BOARDS]],
    done: words.removed,
    after: () => void navigate({ to: "/boards" }),
  });
  const ask = (): void =>
    void modal.confirm({
      title: words.sure(board.name),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(),
    });
  return (
    <Space.Compact>
      <Button onClick={onEdit}>{words.edit}</Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "add", label: <Link to="/explore">{words.add}</Link> },
            { key: "history", label: words.history, onClick: onHistory },
            { key: "remove", danger: true, label: words.remove, onClick: ask },
          ],
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={words.more} />
      </Dropdown>
    </Space.Compact>
  );
}
