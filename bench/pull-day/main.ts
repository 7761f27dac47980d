import { writeFileSync } from 'node:fs';
import { toFigures } from './figures.js';
import { measure } from './measure.js';
import { type BenchOptions, readOptions, USAGE } from './options.js';
import { renderFigures } from './render-figures.js';

const options = optionsOrUsage(process.argv.slice(2));
if (options === null) process.exitCode = 2;
else {
  const figures = toFigures(await measure(options));
  process.stdout.write(`${renderFigures(figures)}\n`);
  const json = `${JSON.stringify(figures, null, 2)}\n`;
  if (options.json === null) process.stdout.write(json);
  else writeFileSync(options.json, json);
}

function optionsOrUsage(argv: readonly string[]): BenchOptions | null {
  try {
    return readOptions(argv);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    return null;
  }
}
