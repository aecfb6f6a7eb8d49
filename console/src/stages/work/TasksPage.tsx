import { PlusOutlined } from "@ant-design/icons";
import { Button, Select, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { TaskList } from "@/widgets/TaskList";
import { type TaskState, WAITING } from "@/widgets/tasks";
import { useUrl } from "@/widgets/useUrl";
import { TaskForm } from "./TaskForm";
import { Who } from "./Who";
import { useCounts } from "./work.api";
import { WORDS } from "./work.copy";
import "./work.css";

type Place = { tab: string; show: string; staff: string; corp: string };

const SHOWN: Record<string, TaskState[] | undefined> = {
  waiting: WAITING,
  overdue: ["overdue"],
  done: ["done", "done_late"],
  missed: ["missed"],
  dropped: ["dropped"],
  all: undefined,
};

/** Who did not do theirs? And for whoever stands in a store: what is mine to do? */
export function TasksPage() {
  const words = useWords(WORDS);
  const allowed = useMay()("people.change");
  const [url, go] = useUrl<Place>();
  const [adding, setAdding] = useState(false);
  const counts = useCounts();
  const overdue = counts.data?.reduce((sum, one) => sum + one.overdue, 0) ?? 0;
  const tab = url.tab ?? (allowed ? "who" : "list");
  const show = url.show && url.show in SHOWN ? url.show : "waiting";
  const staff = [...new Map(counts.data?.filter((one) => one.staff).map((one) => [one.staff, one.name]))];
  return (
    <Page
      title={words.title}
      answer={counts.data ? words.answer(overdue) : words.about}
      tools={
        allowed && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {words.give}
          </Button>
        )
      }
    >
      <Card flush>
        <Tabs
          className="work-tabs"
          activeKey={tab}
          onChange={(chosen) => go({ tab: chosen })}
          destroyOnHidden
          items={[
            {
              key: "who",
              label: words.tabs.who,
              children: (
                <Answer query={counts} loading={320}>
                  {(found) => (
                    <Who counts={found} onOpen={(one, what) => go({ tab: "list", staff: one.staff, show: what })} />
                  )}
                </Answer>
              ),
            },
            {
              key: "list",
              label: words.tabs.list,
              children: (
                <>
                  <div className="row work-find">
                    <Select
                      value={show}
                      aria-label={words.state}
                      onChange={(chosen) => go({ show: chosen })}
                      options={Object.keys(SHOWN).map((value) => ({ value, label: words.show[value] }))}
                    />
                    <Select
                      allowClear
                      value={url.staff || undefined}
                      placeholder={words.everybody}
                      aria-label={words.staff}
                      showSearch={{ optionFilterProp: "label" }}
                      onChange={(chosen) => go({ staff: chosen })}
                      options={staff.map(([value, label]) => ({ value, label }))}
                    />
                  </div>
                  <TaskList
                    wanted={{ state: SHOWN[show], staff: url.staff || undefined }}
                    empty={words.none}
                    why={words.noneWhy}
                  />
                </>
              ),
            },
          ]}
        />
      </Card>
      {adding && <TaskForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
