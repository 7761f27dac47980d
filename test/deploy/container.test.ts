import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const lines = read('deploy/container/Containerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const last = (word: string): string => lines.filter((line) => line.startsWith(`${word} `)).at(-1) ?? '';

describe('the container file', () => {
  it('runs as nobody, by a number that Kubernetes can check', () => {
    expect(last('USER')).toBe('USER 65532:65532');
    expect(lines.findIndex((line) => line.startsWith('USER'))).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('COPY')),
    );
  });

  it('installs what the lock file says, and runs no script of a dependency', () => {
    const installs = lines.filter((line) => /\bnpm (ci|install|prune)\b/.test(line));
    expect(installs.length).toBeGreaterThan(0);
    for (const line of installs) expect(line).toContain('--ignore-scripts');
    expect(lines.join('\n')).not.toMatch(/npm install/);
  });

  it('copies what is there, and all that the build reads gets past the ignore list', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    const allowed = read('deploy/container/Containerfile.dockerignore').split('\n');
    for (const path of sources) {
      expect(existsSync(join(ROOT, path))).toBe(true);
      expect(allowed).toContain(`!${path}`);
    }
    const { include } = JSON.parse(read('tsconfig.build.json')) as { include: readonly string[] };
    for (const folder of include) expect(sources).toContain(folder);
  });

  it('starts the program that the package names', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: { mailwarden: string } };
    expect(last('ENTRYPOINT')).toBe(`ENTRYPOINT ["node", "/app/${bin.mailwarden}"]`);
  });
});
