import { DownloadOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { CopyButton } from "@/ui/Code";
import { EntryAlert, EntryList } from "./Entries";
import { LinkClicks } from "./LinkClicks";
import { LinkForm } from "./LinkForm";
import { LinkHistory } from "./LinkHistory";
import { LinkPassword } from "./LinkPassword";
import { byTarget, entryIn, leadsTo, pageLine } from "./links";
import { type Environment, type Listed, picture, type Variant } from "./links.api";
import { WORDS } from "./links.copy";
import { PrintPack } from "./PrintPack";

/** One link: its code to print, where it leads in each application, what it brought, what it was. */
export function LinkDrawer({ link, onClose }: { link: Listed; onClose: () => void }) {
  const words = useWords(WORDS);
  const may = useMay();
  const [changing, setChanging] = useState(false);
  return (
    <Drawer
      open
      size={620}
      title={link.name}
      onClose={onClose}
      extra={
        may("touchpoints.manage") && (
          <div className="row">
            <LinkPassword link={link} />
            <Button icon={<EditOutlined />} onClick={() => setChanging(true)}>
              {words.change}
            </Button>
          </div>
        )
      }
    >
      <div className="link-head">
        <img src={picture(link.code, "svg", 4)} alt={`${words.address} ${link.address}`} />
        <div className="stack">
          <code className="link-address">{link.address}</code>
          <div className="row">
            <CopyButton text={link.address} />
            <PrintPack kind="link" codes={[link.code]} label="PDF" />
            <Button size="small" icon={<DownloadOutlined />} href={picture(link.code, "svg", 10)} download={link.code}>
              {words.svg}
            </Button>
            <Button size="small" icon={<DownloadOutlined />} href={picture(link.code, "png", 20)} download={link.code}>
              {words.png}
            </Button>
          </div>
          {link.note && <span className="second">{link.note}</span>}
        </div>
      </div>
      <EntryAlert link={link} />
      <Tabs
        items={[
          { key: "clicks", label: words.tabs.clicks, children: <LinkClicks code={link.code} name={link.name} /> },
          { key: "preview", label: words.tabs.preview, children: <Preview link={link} /> },
          { key: "history", label: words.tabs.history, children: <LinkHistory code={link.code} /> },
        ]}
      />
      {changing && <LinkForm link={link} onClose={() => setChanging(false)} />}
    </Drawer>
  );
}

function Preview({ link }: { link: Listed }) {
  return (
    <>
      <EntryList entries={link.entries} />
      <Variants link={link} />
    </>
  );
}

function Variants({ link }: { link: Listed }) {
  const words = useWords(WORDS);
  const total = link.variants.reduce((sum, one) => sum + one.weight, 0);
  return link.variants.map((variant, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: variants are known by their place
    <dl key={place} className="link-preview by-target">
      {link.variants.length > 1 && (
        <h4>
          {words.variant} {variant.name || place + 1} · {Math.round((variant.weight / (total || 1)) * 100)}%
        </h4>
      )}
      {byTarget((environment) => target(variant, environment, words)).map(([led, environments]) => (
        <div key={led}>
          <dt>{led}</dt>
          <dd>{environments.map((one) => words.environments[one]).join(words.and)}</dd>
        </div>
      ))}
      {variant.greets && (
        <div>
          <dt>/p/{variant.greets}</dt>
          <dd>{words.greetsAs}</dd>
        </div>
      )}
    </dl>
  ));
}

function target(variant: Variant, environment: Environment, words: typeof WORDS.zh): string {
  const kind = entryIn(variant, environment);
  if (!kind || !variant.mini_program) return leadsTo(variant, environment);
  return `${words.toMini} ${pageLine(variant.mini_program)} · ${words.entryKinds[kind]}`;
}
