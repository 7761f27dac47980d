import { describe, expect, it } from 'vitest';
import { STYLE } from '../../../agent/report/page/style.js';

type Colours = Readonly<Record<string, string>>;

/** The variables of the n-th `:root` block: light, dark, print. */
function coloursOf(block: number): Colours {
  const text = [...STYLE.matchAll(/:root\{([^}]*)\}/g)][block]?.[1] ?? '';
  const entries = [...text.matchAll(/--([\w-]+):(#[0-9a-f]{3,6})/g)];
  return Object.fromEntries(entries.map(([, name = '', value = '']) => [name, value]));
}

function channels(hex: string): readonly number[] {
  const digits = hex.slice(1);
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255);
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT_ON = [
  ['ink', 'paper'],
  ['soft', 'paper'],
  ['link', 'paper'],
  ['ink', 'wash'],
  ['soft', 'wash'],
  ['good', 'good-wash'],
  ['bad', 'bad-wash'],
  ['warn', 'warn-wash'],
  ['calm', 'calm-wash'],
] as const;
const GRAPHICS = ['up', 'down', 'mark'] as const;

describe('colours can be told apart (WCAG 2.2 AA)', () => {
  for (const [block, scheme] of ['light', 'dark', 'print'].entries()) {
    const colours = coloursOf(block);
    for (const [text, ground] of TEXT_ON) {
      it(`${scheme}: ${text} on ${ground}`, () => {
        expect(contrast(colours[text] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
      });
    }
    for (const name of GRAPHICS) {
      it(`${scheme}: the graphic ${name}`, () => {
        expect(contrast(colours[name] ?? '', colours.paper ?? '')).toBeGreaterThanOrEqual(3);
      });
    }
  }
});
