import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Form, Upload } from "antd";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, type ListedPage, PAGES } from "./pages.api";
import { WORDS } from "./pages.copy";

const MOST = 3_000_000;

/** The picture at the top of a page; it comes with the page, so the server makes it small. */
export function PagePicture({ page }: { page: ListedPage }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const set = useAct({
    act: (picture: string | null) => act.setPicture(page.slug, picture),
    stale: [PAGES],
    done: words.pictureSet,
  });
  const drop = useAct({
    act: () => act.setPicture(page.slug, null),
    stale: [PAGES],
    done: words.pictureDropped,
  });
  const take = async (file: File) => {
    if (file.size > MOST) return void message.error(words.pictureTooLarge);
    const bytes = new Uint8Array(await file.arrayBuffer());
    set.mutate(btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")));
  };
  return (
    <Form.Item label={words.picture} extra={words.pictureWhy}>
      <div className="row" style={{ display: "flex", gap: 12, alignItems: "center" }}>
        {page.has_picture && (
          <img src={`/api/pages/${encodeURIComponent(page.slug)}/picture?v=${page.version}`} alt="" height={56} />
        )}
        <Upload
          showUploadList={false}
          accept="image/png,image/jpeg,image/webp"
          beforeUpload={(file) => {
            void take(file);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button icon={<UploadOutlined />} loading={set.isPending}>
            {words.picture}
          </Button>
        </Upload>
        {page.has_picture && (
          <Button type="text" icon={<DeleteOutlined />} loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
            {words.pictureDrop}
          </Button>
        )}
      </div>
    </Form.Item>
  );
}
