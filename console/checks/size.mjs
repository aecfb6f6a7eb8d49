/**
 * What a browser loads before the first screen stands must stay within 350 kB gzip: the entry with everything that
 * it imports at once, and for a visit to the overview that page's own pieces too.
 */
import { readFileSync, statSync } from "node:fs";

const BUILT = new URL("../dist/", import.meta.url);
const LIMIT = 350 * 1024;
const manifest = JSON.parse(readFileSync(new URL("manifest.json", BUILT), "utf8"));

function pieces(name, found = new Set()) {
  const chunk = manifest[name];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const other of chunk.imports ?? []) pieces(other, found);
  return found;
}

function weigh(title, ...names) {
  const found = names.reduce((all, name) => pieces(name, all), new Set());
  const bytes = [...found].reduce((sum, file) => sum + statSync(new URL(`${file}.gz`, BUILT)).size, 0);
  console.log(`console: ${title} ${(bytes / 1024).toFixed(0)} kB gzip in ${found.size} files (limit 350)`);
  if (bytes > LIMIT) {
    console.error(`${title} is over 350 kB gzip: load something later`);
    process.exitCode = 1;
  }
}

weigh("first load", "index.html");
weigh("first load with the overview", "index.html", "src/stages/insight/TodayPage.tsx");
