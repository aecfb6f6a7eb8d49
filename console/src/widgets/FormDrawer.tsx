import { Button, Drawer, Form, type FormInstance } from "antd";
import type { ReactNode } from "react";

interface FormDrawerProps<Fields> {
  title: ReactNode;
  /** What the button says that saves it. */
  submit: string;
  form: FormInstance<Fields>;
  start: object;
  saving: boolean;
  size?: number;
  onSave: (fields: Fields) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a drawer; what is filled in is saved at its head. */
export function FormDrawer<Fields extends object>(props: FormDrawerProps<Fields>) {
  const { title, submit, form, start, saving, size = 560, onSave, onClose, children } = props;
  return (
    <Drawer
      open
      size={size}
      title={title}
      onClose={onClose}
      extra={
        <Button type="primary" loading={saving} onClick={() => form.submit()}>
          {submit}
        </Button>
      }
    >
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={start} onFinish={onSave}>
        {children}
      </Form>
    </Drawer>
  );
}
