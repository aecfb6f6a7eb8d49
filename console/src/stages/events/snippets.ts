/** How an SDK is pointed here; docs/howto/send-events.md says the same in words. */
export interface Snippet {
  key: string;
  label: string;
  text: string;
}

/** This will write the code to copy for each SDK, with the server's own address and the write key. */
export function snippets(origin: string, key: string): Snippet[] {
  const host = new URL(origin).host;
  return [
    {
      key: "curl",
      label: "curl",
      text: `curl ${origin}/v1/track -u ${key}: \\\n  -H 'Content-Type: application/json' \\\n  -d '{"userId":"u1","event":"Product Viewed","properties":{"sku":"X3"}}'`,
    },
    {
      key: "web",
      label: "Web",
      text: `import { AnalyticsBrowser } from "@segment/analytics-next";\n\nconst analytics = AnalyticsBrowser.load({ writeKey: "${key}", cdnURL: "${origin}" });\nanalytics.track("Product Viewed", { sku: "X3" });`,
    },
    {
      key: "node",
      label: "Node",
      text: `import { Analytics } from "@segment/analytics-node";\n\nconst analytics = new Analytics({ writeKey: "${key}", host: "${origin}", path: "/v1/batch" });\nanalytics.track({ userId: "u1", event: "Product Viewed", properties: { sku: "X3" } });`,
    },
    {
      key: "python",
      label: "Python",
      text: `from segment.analytics import Client\n\nclient = Client("${key}", host="${origin}", gzip=True)\nclient.track("u1", "Product Viewed", {"sku": "X3"})\nclient.flush()`,
    },
    {
      key: "mobile",
      label: "iOS / Android",
      text: `// Swift, Kotlin, Flutter, C#\nConfiguration(writeKey: "${key}")\n    .apiHost("${host}/v1")\n    .cdnHost("${host}/v1")`,
    },
    {
      key: "rudder",
      label: "RudderStack",
      text: `import { RudderAnalytics } from "@rudderstack/analytics-js";\n\nconst rudder = new RudderAnalytics();\nrudder.load("${key}", "${origin}", { configUrl: "${origin}" });\nrudder.track("Product Viewed", { sku: "X3" });`,
    },
  ];
}
