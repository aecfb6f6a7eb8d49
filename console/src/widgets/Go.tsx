import { useNavigate } from "@tanstack/react-router";
import { Button, type ButtonProps } from "antd";
import type { MouseEvent, ReactNode } from "react";

interface GoProps extends Pick<ButtonProps, "type" | "size" | "icon"> {
  to: string;
  children: ReactNode;
}

/** A button that goes to a screen: one link for keyboard and screen readers, opened beside with the usual keys. */
export function Go({ to, children, ...looks }: GoProps) {
  const navigate = useNavigate();
  const go = (event: MouseEvent<HTMLElement>): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href: to });
  };
  return (
    <Button {...looks} href={to} onClick={go}>
      {children}
    </Button>
  );
}
