import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const UNIT = readFileSync(join(import.meta.dirname, '../../deploy/systemd/mailwarden.service'), 'utf8');
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
const why = hasAnalyze ? '' : ' (skipped: systemd-analyze is not on this machine)';

/** The unit as a file; its program is the node that runs the tests, wherever that is. */
function unitFile(text = UNIT): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'mailwarden.service');
  writeFileSync(file, text.replace('/usr/bin/node', process.execPath));
  return file;
}

function analyze(...args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  return { status, said: stderr + stdout };
}

describe('the systemd unit', () => {
  it.skipIf(!hasAnalyze)(`has no line that systemd does not understand${why}`, () => {
    expect(analyze('verify', '--man=no', unitFile())).toEqual({ status: 0, said: '' });
    const broken = UNIT.replace('NoNewPrivileges=', 'NoNewPrivilege=');
    expect(analyze('verify', '--man=no', unitFile(broken)).said).toContain('NoNewPrivilege');
  });

  it.skipIf(!hasAnalyze)(`is exposed to 1.5 of 10 at most by systemd's own measure${why}`, () => {
    // The threshold is in tenths.
    const judge = (text: string) =>
      analyze('security', '--no-pager', '--offline=true', '--threshold=15', unitFile(text)).status;
    expect(judge(UNIT)).toBe(0);
    expect(judge(UNIT.replace('PrivateUsers=yes', '').replace('CapabilityBoundingSet=', ''))).not.toBe(0);
  });

  it('does not start again on a refused configuration, and drains before it is killed', () => {
    expect(UNIT).toMatch(/^RestartPreventExitStatus=2$/m);
    expect(UNIT).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
    expect(UNIT).toMatch(/^TimeoutStopSec=60$/m);
  });
});
