import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    testTimeout: 3 * 3_600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
    // The soak's tenant keeps all that it offered.
    execArgv: ['--max-old-space-size=12288'],
  },
});
