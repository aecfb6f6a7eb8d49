import { LinkOutlined, SearchOutlined, ShoppingOutlined, UsergroupAddOutlined, UserOutlined } from "@ant-design/icons";
import { useIsFetching, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useState } from "react";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { SCREENS } from "./navigation";

const WORDS = copy(
  {
    hint: "手机号、会员号、昵称、订单号、人群、短码、海报或页面名",
    orders: "订单",
    hooks: "短链、活码与海报",
    segments: "人群",
    pages: "页面",
    people: "客户",
    looking: "正在找……",
    nobody: "没有找到。换一个完整的标识试试，如手机号或会员号。",
    unnamed: "未命名客户",
    reachable: "可触达",
  },
  {
    hint: "Phone, member no., name, order no., segment, short code, poster, or a page",
    orders: "Orders",
    hooks: "Links, codes and posters",
    segments: "Segments",
    pages: "Pages",
    people: "People",
    looking: "Looking …",
    nobody: "Nothing found. Try a whole identifier, such as a phone or member number.",
    unnamed: "Unnamed person",
    reachable: "reachable",
  },
);

const HOOKS = {
  link: "/links",
  code: "/codes",
  group_code: "/group-codes",
  store_code: "/store-codes",
  page: "/pages",
  poster: "/posters",
} as const;

interface Choice {
  key: string;
  group: string;
  icon: ReactNode;
  label: ReactNode;
  path: string;
}

/** ⌘K: people by what identifies them, screens by name; arrows and Enter. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [round, setRound] = useState(0);
  // opened again while it still closes, it would hold what was typed before
  useEffect(() => {
    if (!open) setRound((before) => before + 1);
  }, [open]);
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      className="palette"
      width={560}
      style={{ top: 96 }}
    >
      <Finder key={round} onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const choices = useChoices(useDeferredValue(text.trim()));
  const looking = useIsFetching({ predicate: ({ queryKey }) => queryKey[1] === "found" }) > 0;
  const go = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    void navigate({ href: choice.path });
  };
  const heard = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + choices.length) % Math.max(1, choices.length));
    if (step) event.preventDefault();
    if (event.key === "Enter") go(choices[at]);
  };
  return (
    <search onKeyDown={heard}>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder={words.hint}
        aria-label={words.hint}
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={choices[at] ? `found-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id="found" role="listbox" aria-label={words.hint} tabIndex={-1}>
        {choices.map((choice, index) => (
          <div key={choice.key} role="presentation">
            {choice.group !== choices[index - 1]?.group && <h3 role="presentation">{choice.group}</h3>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
            <div
              id={`found-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseEnter={() => setAt(index)}
              onClick={() => go(choice)}
            >
              {choice.icon}
              {choice.label}
            </div>
          </div>
        ))}
      </div>
      {text && !choices.length && (
        <p className="second" style={{ padding: 16 }}>
          {looking ? words.looking : words.nobody}
        </p>
      )}
    </search>
  );
}

function useChoices(text: string): Choice[] {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const people = useQuery({
    queryKey: ["people", "found", text],
    queryFn: () => given(api.GET("/api/people", { params: { query: { q: text, limit: 6 } } })),
    enabled: text.length >= 2 && may("people.read"),
  });
  const wanted = text.toLowerCase();
  const pages = SCREENS.filter(
    (screen) => may(screen.needs) && `${screen.zh} ${screen.en} ${screen.path}`.toLowerCase().includes(wanted),
  ).map((screen) => ({
    key: screen.path,
    group: words.pages,
    icon: screen.icon,
    label: screen[chosen],
    path: screen.path,
  }));
  const found = (people.data?.people ?? []).map((one) => ({
    key: one.person,
    group: words.people,
    icon: <UserOutlined />,
    label: (
      <>
        <span>{one.display || words.unnamed}</span>
        <span className="mono second">{one.person}</span>
        {one.reachable && <Chip tone="good">{words.reachable}</Chip>}
      </>
    ),
    path: `/people/${one.person}`,
  }));
  return [...found, ...useOthers(text), ...useHooks(text), ...pages];
}

/** Links, codes and pages by the code in their address, or what they are called; posters by their name. */
function useHooks(text: string): Choice[] {
  const words = useWords(WORDS);
  const may = useMay();
  const hooks = useQuery({
    queryKey: ["hooks", "found", text],
    queryFn: () => given(api.GET("/api/hooks", { params: { query: { q: text, limit: 5 } } })),
    enabled: text.length >= 2 && may("reports.read"),
  });
  return (hooks.data ?? []).map((hook) => ({
    key: `hook/${hook.kind}/${hook.code}`,
    group: words.hooks,
    icon: <LinkOutlined />,
    label: (
      <>
        <span>{hook.name}</span>
        {hook.kind !== "poster" && <span className="mono second">{hook.code}</span>}
      </>
    ),
    path: `${HOOKS[hook.kind]}?${hook.kind === "poster" ? "" : `q=${hook.code}&`}code=${hook.code}`,
  }));
}

/** Orders by their number, segments by name. */
function useOthers(text: string): Choice[] {
  const words = useWords(WORDS);
  const may = useMay();
  const orders = useQuery({
    queryKey: ["orders", "found", text],
    queryFn: () => given(api.GET("/api/orders", { params: { query: { order_id: text, limit: 4 } } })),
    enabled: text.length >= 4 && may("orders.read"),
  });
  const segments = useQuery({
    queryKey: ["segments"],
    queryFn: () => given(api.GET("/api/segments")),
    enabled: text.length > 0 && may("people.read"),
    staleTime: 60_000,
  });
  const bought = (orders.data?.orders ?? []).map((order) => ({
    key: `order/${order.key}`,
    group: words.orders,
    icon: <ShoppingOutlined />,
    label: (
      <>
        <span className="mono">{order.order_id}</span>
        <span className="second">{yuan(order.paid_fen)}</span>
      </>
    ),
    path: `/orders?order=${encodeURIComponent(order.order_id)}`,
  }));
  const wanted = text.toLowerCase();
  const named = (segments.data ?? [])
    .filter((segment) => wanted && segment.name.toLowerCase().includes(wanted))
    .slice(0, 6)
    .map((segment) => ({
      key: `segment/${segment.name}`,
      group: words.segments,
      icon: <UsergroupAddOutlined />,
      label: segment.name,
      path: `/segments/${encodeURIComponent(segment.name)}`,
    }));
  return [...bought, ...named];
}
