import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Segmented, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { Calendar } from "./Calendar";
import { added, type Span, spanOf } from "./days";
import { SopDrawer } from "./SopDrawer";
import { SopForm } from "./SopForm";
import { SopList } from "./SopList";
import { WORDS } from "./sops.copy";
import { type Sop, useCalendar, useSops } from "./work.api";
import "./work.css";

type Place = { tab: string; sop: number; from: string; span: string };

/** What is due on which day, and how are the steps kept? */
export function SopsPage() {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const [url, go] = useUrl<Place>();
  const [form, setForm] = useState<Sop | "new" | null>(null);
  const sops = useSops();
  const known = sops.data ?? [];
  const shown = known.find((one) => one.id === Number(url.sop));
  const span: Span = url.span === "month" ? "month" : "week";
  const [since, until] = spanOf(url.from ?? day(Date.now()), span);
  const days = useCalendar(since, until);
  const running = known.filter((one) => one.state === "running").length;
  return (
    <Page
      title={words.sopsTitle}
      answer={sops.data ? words.sopsAnswer(running) : words.sopsAbout}
      tools={
        allowed && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm("new")}>
            {words.newSop}
          </Button>
        )
      }
    >
      <Card flush>
        <Tabs
          className="work-tabs"
          activeKey={url.tab ?? "calendar"}
          onChange={(tab) => go({ tab: tab === "calendar" ? undefined : tab })}
          destroyOnHidden
          items={[
            {
              key: "calendar",
              label: words.tabs.calendar,
              children: (
                <>
                  <div className="row work-find">
                    <Button
                      icon={<LeftOutlined />}
                      aria-label={words.before}
                      onClick={() => go({ from: added(since, -1) })}
                    />
                    <span>{words.fromTo(since, added(until, -1))}</span>
                    <Button icon={<RightOutlined />} aria-label={words.after} onClick={() => go({ from: until })} />
                    <Segmented
                      value={span}
                      onChange={(chosen) => go({ span: chosen === "week" ? undefined : chosen })}
                      options={[
                        { value: "week", label: words.week },
                        { value: "month", label: words.month },
                      ]}
                    />
                  </div>
                  <Answer query={days} loading={320}>
                    {(found) => (
                      <Calendar since={since} until={until} days={found} sops={known} onOpen={(sop) => go({ sop })} />
                    )}
                  </Answer>
                </>
              ),
            },
            {
              key: "list",
              label: words.tabs.sops,
              children: (
                <Answer query={sops} loading={320}>
                  {(found) => <SopList sops={found} onOpen={(sop) => go({ sop })} />}
                </Answer>
              ),
            },
          ]}
        />
      </Card>
      {shown && (
        <SopDrawer
          sop={shown}
          onClose={() => go({ sop: undefined })}
          onChange={() => {
            setForm(shown);
            go({ sop: undefined });
          }}
        />
      )}
      {form && <SopForm sop={form === "new" ? null : form} onClose={() => setForm(null)} />}
    </Page>
  );
}
