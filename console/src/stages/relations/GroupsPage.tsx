import { Checkbox, Input, Select, Tabs } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { GroupDrawer } from "./GroupDrawer";
import { GroupList, table } from "./GroupList";
import { useGroupTags } from "./groups.api";
import { GROUPS } from "./groups.copy";
import { everyGroup, useGroups } from "./relations.api";
import { WORDS } from "./relations.copy";
import { Welcomes } from "./Welcomes";
import "./relations.css";

type Place = { tab: string; q: string; tag: string; dismissed: boolean; group: string; out: boolean };

/** How large is each group, whose is it, and who came and went today? And what do its new members read? */
export function GroupsPage() {
  const words = useWords(WORDS);
  const more = useWords(GROUPS);
  const [{ tab = "groups" }, go] = useUrl<Place>();
  const may = useMay();
  return (
    <Page title={words.groupsTitle} answer={words.groupsAnswer}>
      <Card flush>
        <Tabs
          className="relations-tabs"
          activeKey={tab}
          onChange={(chosen) => go({ tab: chosen, group: undefined })}
          destroyOnHidden
          items={[
            { key: "groups", label: more.tabs.groups, children: <Groups /> },
            {
              key: "welcomes",
              label: more.tabs.welcomes,
              children: <Welcomes allowed={may("sends.manage")} />,
            },
          ]}
        />
      </Card>
    </Page>
  );
}

function Groups() {
  const words = useWords(WORDS);
  const more = useWords(GROUPS);
  const [{ q = "", tag = "", dismissed = false, group, out = false }, go] = useUrl<Place>();
  const query = useGroups(q, tag, Boolean(dismissed));
  const tags = useGroupTags();
  const rows = query.data?.pages.flatMap((page) => page.groups) ?? [];
  const shown = rows.find((one) => one.id === group);
  const narrowed = Boolean(q || tag);
  return (
    <>
      <div className="relations-find row">
        <Input.Search
          allowClear
          defaultValue={q}
          placeholder={words.find}
          aria-label={words.find}
          style={{ maxWidth: 320 }}
          onSearch={(value) => go({ q: value.trim() })}
        />
        {(tag || Boolean(tags.data?.length)) && (
          <Select
            allowClear
            value={tag || undefined}
            placeholder={more.allTags}
            aria-label={more.tags}
            style={{ minWidth: 140 }}
            onChange={(chosen?: string) => go({ tag: chosen ?? "" })}
            options={tags.data?.map((one) => ({ value: one.name, label: `${one.name} ${one.groups}` }))}
          />
        )}
        <Checkbox
          checked={Boolean(dismissed)}
          onChange={(event) => go({ dismissed: event.target.checked || undefined })}
        >
          {words.withDismissed}
        </Checkbox>
        {rows.length > 0 && (
          <span className="push">
            <Exports
              name={words.groupsTitle}
              rows={async () => table(await everyGroup(q, tag, Boolean(dismissed)), words, more)}
            />
          </span>
        )}
      </div>
      <Answer query={query} loading={420}>
        {() =>
          rows.length ? (
            <GroupList
              rows={rows}
              onOpen={(one, left) => go({ group: one.id, out: left || undefined })}
              onTag={(chosen) => go({ tag: chosen })}
            />
          ) : (
            <Empty
              title={narrowed ? words.nothingFound : words.noGroups}
              action={narrowed ? null : <Go to="/connectors">{words.connect}</Go>}
            >
              {narrowed ? words.nothingFoundWhy : words.noGroupsWhy}
            </Empty>
          )
        }
      </Answer>
      <More query={query} />
      {shown && (
        <GroupDrawer group={shown} left={Boolean(out)} onClose={() => go({ group: undefined, out: undefined })} />
      )}
    </>
  );
}
