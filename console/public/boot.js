// Before anything is drawn: the colors and the language that were chosen here the last time.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("huoshui.theme") ?? "system";
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.lang = localStorage.getItem("huoshui.language") === "en" ? "en" : "zh-CN";
} catch {
  // storage may be closed to us; then the defaults hold
}
