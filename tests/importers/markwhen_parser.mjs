// Reads a list of texts on standard input and writes what markwhen's own parser finds in each; its file is the argument.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { parse } = createRequire(import.meta.url)(process.argv[2]);

function events(node, path) {
  if (!node.children) {
    const { fromDateTimeIso: from, toDateTimeIso: to } = node.dateRangeIso;
    const title = node.firstLine.restTrimmed.trim();
    return [{ path, title, from: Date.parse(from) / 1000, to: Date.parse(to) / 1000, tags: node.tags, id: node.id ?? "" }];
  }
  return node.children.flatMap((child) => events(child, child.children ? [...path, child.title] : path));
}

// A text on which the parser itself breaks has no events there.
function timeline(text) {
  let root, header;
  try {
    ({ events: root, header } = parse(text));
  } catch {
    return { title: "", description: "", events: [] };
  }
  return { title: header.title ?? "", description: header.description ?? "", events: events(root, []) };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(timeline)));
