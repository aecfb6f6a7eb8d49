import { LockOutlined } from "@ant-design/icons";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, LINKS, type Listed } from "./links.api";
import { WORDS } from "./links.copy";

/** Gives a link another password, or none; the one it has can be read by nobody. */
export function LinkPassword({ link }: { link: Listed }) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const change = useAct({
    act: () => act.setPassword(link.code, password || null),
    stale: [LINKS],
    done: password ? words.passwordSet : words.passwordGone,
    after: () => setOpen(false),
  });
  const idle = !password && !link.has_password;
  return (
    <>
      <Button icon={<LockOutlined />} onClick={() => setOpen(true)}>
        {link.has_password ? words.passwordOther : words.passwordNew}
      </Button>
      <Modal
        open={open}
        title={link.has_password ? words.passwordOther : words.passwordNew}
        okText={password || !link.has_password ? words.save : words.passwordTakeOff}
        okButtonProps={{ disabled: idle, danger: !password }}
        confirmLoading={change.isPending}
        onOk={() => change.mutate()}
        onCancel={() => setOpen(false)}
        afterClose={() => setPassword("")}
        destroyOnHidden
      >
        <Input
          autoFocus
          autoComplete="off"
          maxLength={128}
          aria-label={words.password}
          placeholder={words.password}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          onPressEnter={() => idle || change.mutate()}
        />
        <p className="second">{link.has_password ? words.passwordOtherWhy : words.passwordWhy}</p>
      </Modal>
    </>
  );
}
