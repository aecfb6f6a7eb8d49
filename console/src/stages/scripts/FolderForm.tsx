import { useQueryClient } from "@tanstack/react-query";
import { Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { SCRIPTS } from "@/widgets/scripts";
import { useAct } from "@/widgets/useAct";
import { act, FOLDERS } from "./scripts.api";
import { WORDS } from "./scripts.copy";

/** A new folder: everybody's where one may, one's own for everyone. */
export function FolderForm({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS);
  const shared = useMay()("touchpoints.manage");
  const [name, setName] = useState("");
  const [own, setOwn] = useState(!shared);
  const client = useQueryClient();
  const add = useAct({
    act: act.addFolder,
    stale: [SCRIPTS],
    done: words.saved,
    after: (folders) => {
      client.setQueryData(FOLDERS, folders); // a script can be put there at once
      onClose();
    },
  });
  return (
    <Modal
      open
      title={words.addFolder}
      okText={words.save}
      okButtonProps={{ disabled: !name.trim(), loading: add.isPending }}
      onOk={() => add.mutate({ name: name.trim(), own })}
      onCancel={onClose}
    >
      <div className="stack">
        <Input
          autoFocus
          maxLength={60}
          value={name}
          placeholder={words.folderName}
          aria-label={words.folderName}
          onChange={(event) => setName(event.target.value)}
        />
        {shared && (
          <Segmented
            value={own}
            onChange={setOwn}
            aria-label={words.whose}
            options={[
              { value: false, label: words.everybody },
              { value: true, label: words.onlyMe },
            ]}
          />
        )}
      </div>
    </Modal>
  );
}
