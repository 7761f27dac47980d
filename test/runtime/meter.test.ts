import { describe, expect, it } from 'vitest';
import { OutsideError, StoreError } from '../../agent/model/errors.js';
import type { LogSource, SourceItem } from '../../agent/model/ports.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { createMeter } from '../../agent/runtime/metrics/create-meter.js';
import { alert, at, rawRecord } from '../store/samples.js';

const clock = fixedClock(Date.parse(at(7)));
const stop = new AbortController().signal;
const window = { from: at(0), to: at(1) };

function scripted(...steps: readonly (SourceItem | OutsideError)[]): LogSource {
  return {
    name: 'signIns',
    timeBasis: 'event',
    lookBackMs: 1,
    maxWindowMs: 1,
    prepare: async () => {},
    async *read() {
      for (const step of steps) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
  };
}

async function readAll(source: LogSource): Promise<number> {
  let items = 0;
  for await (const _ of source.read(window, stop)) items += 1;
  return items;
}

const PAGE: SourceItem = { type: 'page', records: [rawRecord('a', {}), rawRecord('b', {})], rejected: [] };

describe('the meter', () => {
  it('counts crossings by service and by how they ended, and changes neither answers nor errors', async () => {
    const meter = createMeter(clock);
    const boundary = meter.boundary(openBoundary);
    const throttled = { status: 429 };
    expect(await boundary.cross('graph:GET users', async () => throttled)).toBe(throttled);
    await boundary.cross('graph:GET user', async () => ({ status: 200 }));
    await boundary.cross('commit:decide', async () => undefined);
    const full = new StoreError('full', 'the disk is full');
    await expect(boundary.cross('commit:decide', () => Promise.reject(full))).rejects.toBe(full);
    const late = new OutsideError('timeout', 'too late');
    await expect(boundary.cross('alert:soc', () => Promise.reject(late))).rejects.toBe(late);
    expect(meter.figures().crossings).toEqual([
      { name: 'graph', outcome: 'throttled', count: 1 },
      { name: 'graph', outcome: 'answered-2xx', count: 1 },
      { name: 'commit', outcome: 'done', count: 1 },
      { name: 'commit', outcome: 'store-full', count: 1 },
      { name: 'alert', outcome: 'timeout', count: 1 },
    ]);
  });

  it('hands on that nobody waits for the past', async () => {
    const asked: (boolean | undefined)[] = [];
    const inner: LogSource = {
      ...scripted(),
      read(asOf, signal, isPast) {
        asked.push(isPast);
        return scripted().read(asOf, signal);
      },
    };
    const { read } = createMeter(clock).source(inner);
    for (const isPast of [true, false]) for await (const _ of read(window, stop, isPast)) break;
    expect(asked).toEqual([true, false]);
  });

  it('tells when a log was read to the end, and not when it broke off', async () => {
    const meter = createMeter(clock);
    await readAll(meter.source(scripted(PAGE, PAGE)));
    const broken = meter.source(scripted(PAGE, new OutsideError('server-error', 'broken')));
    await expect(readAll(broken)).rejects.toThrow('broken');
    const [whole, cut] = meter.figures().sources;
    expect(whole).toMatchObject({ records: 4, lastReadAt: at(7), closedFor: null });
    expect(cut).toMatchObject({ records: 2, lastReadAt: null });
    expect(meter.figures().readFailures).toEqual([{ name: 'signIns', outcome: 'server-error', count: 1 }]);
  });

  it('tells of a closed log, and takes being stopped for no failure', async () => {
    const meter = createMeter(clock);
    const closed = new OutsideError('permission', 'not granted', { gap: 'permission' });
    await expect(readAll(meter.source(scripted(closed)))).rejects.toBe(closed);
    await expect(readAll(meter.source(scripted(new OutsideError('aborted', 'stop'))))).rejects.toThrow();
    expect(meter.figures().sources[0]?.closedFor).toBe('permission');
    expect(meter.figures().readFailures.map((one) => one.outcome)).toEqual(['permission']);
  });

  it('counts the calls of a sink', async () => {
    const meter = createMeter(clock);
    let isDown = true;
    const sink = meter.sink({
      name: 'soc',
      deliver: async () => {
        if (isDown) throw new OutsideError('unreachable', 'down');
      },
    });
    await expect(sink.deliver(alert('al-1'), stop)).rejects.toThrow('down');
    isDown = false;
    await sink.deliver(alert('al-1'), stop);
    expect(meter.figures().deliveries).toEqual([
      { name: 'soc', outcome: 'unreachable', count: 1 },
      { name: 'soc', outcome: 'accepted', count: 1 },
    ]);
  });
});
