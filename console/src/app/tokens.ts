import { theme as antd, type ThemeConfig } from "antd";

const FONT = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';

const LIGHT = {
  colorPrimary: "#0E7C86",
  colorSuccess: "#3E8E5A",
  colorWarning: "#C98F1E",
  colorError: "#C8452F",
  colorInfo: "#0E7C86",
  colorTextBase: "#1B2B34",
  colorBgLayout: "#F5F8F8",
  colorBgContainer: "#FFFFFF",
  colorBorder: "#D3DDDD",
  colorBorderSecondary: "#E3EAEA",
  colorTextSecondary: "#5B6B73",
  colorTextTertiary: "#5B6B73",
  colorTextDescription: "#5B6B73",
  colorTextPlaceholder: "#65757C",
  colorLink: "#0B6A73",
  colorLinkHover: "#085259",
  colorLinkActive: "#085259",
};

const DARK = {
  colorPrimary: "#3FB6BE",
  colorSuccess: "#63B581",
  colorWarning: "#E3B75A",
  colorError: "#E8705A",
  colorInfo: "#3FB6BE",
  colorTextBase: "#E6F0F0",
  colorBgBase: "#0B1F24",
  colorBgLayout: "#0B1F24",
  colorBgContainer: "#11292F",
  colorBgElevated: "#16333A",
  colorBorder: "#2E515A",
  colorBorderSecondary: "#24424A",
  colorTextSecondary: "#9DB0B5",
  colorTextTertiary: "#9DB0B5",
  colorTextDescription: "#9DB0B5",
  colorTextPlaceholder: "#8BA0A6",
  colorTextLightSolid: "#0B1F24",
  colorBgSpotlight: "#E6F0F0",
  colorLink: "#5CC6CD",
  colorLinkHover: "#8ADADF",
  colorLinkActive: "#8ADADF",
};

/** The look of every antd component, light or dark; the same colors stand as CSS variables in theme.css. */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      ...(dark ? DARK : LIGHT),
      borderRadius: 6,
      fontFamily: FONT,
      fontSize: 14,
      boxShadow: "none",
      controlHeight: 34,
      motionDurationMid: "0.14s",
    },
    components: {
      Table: {
        fontSize: 13,
        headerBg: "transparent",
        headerSplitColor: "transparent",
        headerSortActiveBg: "transparent",
        headerSortHoverBg: "transparent",
        bodySortBg: "transparent",
        cellPaddingBlock: 10,
      },
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
        // antd darkens the seed; what a dangerous button says must be read on cards and on dialogs
        ...(dark && { colorError: "#F08A76", colorErrorHover: "#F5A191" }),
      },
      Drawer: { paddingLG: 20 },
    },
  };
}
