import { performance } from 'node:perf_hooks';

/** Milliseconds. */
export type Figures = { runs: number; p50: number; p99: number; max: number; per_second: number };

/** Runs `work` so many times, one after another, and gives how long a run took. */
export async function measure(runs: number, work: (n: number) => Promise<unknown>): Promise<Figures> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    await work(n);
    times.push(performance.now() - start);
  }
  const total = times.reduce((sum, time) => sum + time, 0);
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { runs, p50: at(0.5), p99: at(0.99), max: at(1), per_second: round((runs * 1000) / total) };
}

export const round = (value: number) => Math.round(value * 100) / 100;
