import { Button, Drawer, Form, Input, Select } from "antd";
import { useDeferredValue } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { useCodes } from "./codes.api";
import { CodeField, FromFields, PausedField } from "./HookFields";
import { PagePicture } from "./PagePicture";
import { act, type ListedPage, PAGES, type PagePlan, usePreview } from "./pages.api";
import { WORDS } from "./pages.copy";
import { usePosters } from "./posters.api";

interface PageFormProps {
  /** The page to change; a new one otherwise. */
  page?: ListedPage;
  onClose: () => void;
  onMade?: (made: { slug: string }) => void;
}

type Fields = Partial<PagePlan> & { slug?: string };

/** A page being written, and beside it the page on a phone. */
export function PageForm({ page, onClose, onMade }: PageFormProps) {
  const words = useWords(WORDS);
  const may = useMay();
  const [form] = Form.useForm<Fields>();
  const fields = Form.useWatch([], form) ?? {};
  const save = useAct({
    act: (given: Fields) =>
      page
        ? act.change(page.slug, { plan: planOf(given), version: page.version })
        : act.create({ slug: given.slug || null, plan: planOf(given) }),
    stale: [PAGES],
    done: page ? words.changed : words.made,
    after: (made) => {
      onClose();
      onMade?.(made);
    },
  });
  return (
    <Drawer
      open
      size={940}
      title={page ? page.plan.name : words.add}
      onClose={onClose}
      extra={
        may("touchpoints.manage") && (
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {page ? words.save : words.add}
          </Button>
        )
      }
    >
      <div className="page-editor">
        <Form<Fields>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={page?.plan ?? { paused: false }}
          onFinish={(given) => save.mutate(given)}
        >
          <Said isNew={!page} />
          {page && !fields.poster && <PagePicture page={page} />}
        </Form>
        <Preview plan={planOf(fields)} />
      </div>
    </Drawer>
  );
}

function planOf(fields: Fields): PagePlan {
  return {
    name: fields.name ?? "",
    title: fields.title ?? "",
    code: fields.code ?? "",
    words: fields.words ?? "",
    hint: fields.hint ?? "",
    consent: fields.consent ?? "",
    note: fields.note ?? "",
    channel: fields.channel ?? "",
    campaign: fields.campaign ?? "",
    paused: fields.paused ?? false,
    poster: fields.poster ?? null,
  };
}

function Preview({ plan }: { plan: PagePlan }) {
  const words = useWords(WORDS);
  const later = useDeferredValue({ ...plan, name: plan.name || "…" });
  const shown = usePreview(later, Boolean(later.title && later.code));
  return (
    <figure style={{ margin: 0 }}>
      {typeof shown.data === "string" ? (
        <iframe className="page-preview" title={words.preview} sandbox="" srcDoc={shown.data} />
      ) : (
        <div className="phone">
          <small>{words.preview}</small>
          <div className="nothing">{words.previewWait}</div>
        </div>
      )}
    </figure>
  );
}

function Said({ isNew }: { isNew: boolean }) {
  const words = useWords(WORDS);
  const codes = useCodes("");
  const options = codes.data?.pages
    .flatMap((one) => one.codes)
    .map((one) => ({ value: one.slug, label: `${one.plan.name} · ${one.slug}` }));
  const drawn = usePosters("").data?.map((one) => ({ value: one.id, label: one.plan.name }));
  return (
    <>
      <Form.Item name="title" label={words.heading} rules={[{ required: true, max: 60 }]}>
        <Input autoFocus maxLength={60} showCount />
      </Form.Item>
      <Form.Item name="code" label={words.code} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={options} />
      </Form.Item>
      <Form.Item name="poster" label={words.poster} extra={words.posterWhy}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={drawn} placeholder={words.noPoster} />
      </Form.Item>
      <Form.Item name="words" label={words.words} rules={[{ max: 1000 }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
      <Form.Item name="hint" label={words.hint} rules={[{ max: 60 }]}>
        <Input placeholder={words.hintDefault} />
      </Form.Item>
      <Form.Item name="consent" label={words.consent} rules={[{ max: 300 }]}>
        <Input.TextArea autoSize placeholder={words.consentDefault} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        {isNew && <CodeField under="/p/" why={words.slugHint} />}
        <FromFields why={words.channelWhy} />
        <PausedField />
      </div>
    </>
  );
}
