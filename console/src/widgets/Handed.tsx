import { Alert, Button, Modal } from "antd";
import { Code } from "@/ui/Code";

interface HandedProps {
  title: string;
  why: string;
  done: string;
  lines: [name: string, secret: string][];
  onClose: () => void;
}

/** What is shown once: it closes only when somebody says that it is kept. */
export function Handed({ title, why, done, lines, onClose }: HandedProps) {
  return (
    <Modal
      title={title}
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {done}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={why} />
        {lines.map(([name, secret]) => (
          <div key={name}>
            <span className="second small">{name}</span>
            <Code text={secret} />
          </div>
        ))}
      </div>
    </Modal>
  );
}
