import { defineConfig } from 'vitest/config'

/** Tests that set the zone, the proxy or the timers of their process, or measure it, have a process of their own. */
const apart = [
  'test/{browser,chaos}/**/*.test.ts',
  'test/contract/{people,store}.test.ts',
  'test/flow/**/process.test.ts',
  'test/unit/usage-api/http-{limits,waits}.test.ts',
]

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/helpers/shared-databases.ts'],
    setupFiles: ['test/helpers/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A limit for what hangs: the usual second is less than a busy machine may need.
    expect: { poll: { timeout: 20_000 } },
    // A small build machine has two cores; the third worker uses them while the others wait for processes and timers.
    maxWorkers: 3,
    // Collecting short-lived objects takes a tenth of the time; with more room for them it takes half of that.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      {
        extends: true,
        // The modules of the bot are loaded once per worker, not once per file: that was two thirds of the time.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
})
