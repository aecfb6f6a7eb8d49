import { Select, type SelectProps } from "antd";
import { language } from "@/lib/language";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";

/** One of the channels, by its name; a field of a form. */
export function ChannelSelect(field: Pick<SelectProps<string>, "value" | "onChange" | "id" | "allowClear">) {
  const chosen = language.use();
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      options={CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) }))}
      {...field}
    />
  );
}
