import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const BUILT = "dist";
const API = process.env.HUOSHUI_URL ?? "http://127.0.0.1:8000";

/** Every file is packed once here, so that a server need not pack anything. */
function packed(): Plugin {
  const pack = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) pack(path);
      else if (/\.(js|css|html|svg|json)$/.test(name)) {
        const text = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    }
  };
  return { name: "packed", apply: "build", closeBundle: () => pack(BUILT) };
}

export default defineConfig({
  plugins: [react(), packed()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: BUILT,
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": API, "/v1": API, "/readyz": API } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], isolate: false },
} as Parameters<typeof defineConfig>[0]);
