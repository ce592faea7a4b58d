// npm's packages and our two sources become four files in the folder given: worker.js, editor.js, oxigraph.wasm, licences.txt.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const out = process.argv[2];
await mkdir(out, { recursive: true });
const made = await build({
  entryPoints: ["worker.js", "editor.js"],
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2022"],
  legalComments: "none",
  metafile: true,
});
await copyFile("node_modules/oxigraph/web_bg.wasm", join(out, "oxigraph.wasm"));

const packages = Object.keys(made.metafile.inputs)
  .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter(Boolean);
const said = [];
for (const name of [...new Set(packages)].sort()) {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  said.push(`${name} ${version}: ${license}\n\n${file ? await readFile(join(folder, file), "utf8") : ""}`);
}
await writeFile(join(out, "licences.txt"), said.join("\n----\n\n"));
