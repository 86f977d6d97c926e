import type { Triple } from '../../domain/signal.ts';
import type { Matrix } from './norms.ts';

export const applied = (m: Matrix, v: Triple): Triple => [dot(m[0], v), dot(m[1], v), dot(m[2], v)];

export const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const mapped = (v: Triple, each: (value: number, place: 0 | 1 | 2) => number): Triple => [
  each(v[0], 0),
  each(v[1], 1),
  each(v[2], 2),
];

/** Each entry of `a` with the same one of `b`. */
export const combined = (a: Matrix, b: Matrix, each: (one: number, other: number) => number): Matrix => {
  const row = (x: Triple, y: Triple): Triple => [each(x[0], y[0]), each(x[1], y[1]), each(x[2], y[2])];
  return [row(a[0], b[0]), row(a[1], b[1]), row(a[2], b[2])];
};

export const scaled = (m: Matrix, by: number): Matrix => combined(m, m, (value) => value * by);

/** `v` times its own transpose. */
export const squared = (v: Triple): Matrix => [
  mapped(v, (x) => x * v[0]),
  mapped(v, (x) => x * v[1]),
  mapped(v, (x) => x * v[2]),
];

export const none: Matrix = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];

export const transposed = ([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix => [
  [a, d, g],
  [b, e, h],
  [c, f, i],
];

export function times(a: Matrix, b: Matrix): Matrix {
  const columns = transposed(b);
  return [applied(columns, a[0]), applied(columns, a[1]), applied(columns, a[2])];
}

/** The lower triangle whose product with its transpose is `m`, which must be positive definite. */
export function lowerOf(m: Matrix): Matrix {
  const a = Math.sqrt(m[0][0]);
  const b = m[1][0] / a;
  const c = m[2][0] / a;
  const d = Math.sqrt(m[1][1] - b * b);
  const e = (m[2][1] - b * c) / d;
  return [
    [a, 0, 0],
    [b, d, 0],
    [c, e, Math.sqrt(m[2][2] - c * c - e * e)],
  ];
}

export function inverseOfLower([[a], [b, d], [c, e, f]]: Matrix): Matrix {
  return [
    [1 / a, 0, 0],
    [-b / (a * d), 1 / d, 0],
    [(b * e - c * d) / (a * d * f), -e / (d * f), 1 / f],
  ];
}

/** Of a symmetric matrix, by Jacobi's rotations; the vectors are columns. */
export function eigenOf(symmetric: Matrix): { readonly values: Triple; readonly vectors: Matrix } {
  let m = symmetric;
  let vectors: Matrix = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let sweep = 0; sweep < 10; sweep += 1)
    for (const rotation of rotations) {
      const turn = rotation(m);
      m = times(times(transposed(turn), m), turn);
      vectors = times(vectors, turn);
    }
  return { values: [m[0][0], m[1][1], m[2][2]], vectors };
}

/** Each makes one pair of entries beside the diagonal zero. */
const rotations: readonly ((m: Matrix) => Matrix)[] = [
  ([[a, off], [, b]]) => {
    const [cos, sin] = turnFor(off, a, b);
    return [
      [cos, -sin, 0],
      [sin, cos, 0],
      [0, 0, 1],
    ];
  },
  ([[a, , off], , [, , b]]) => {
    const [cos, sin] = turnFor(off, a, b);
    return [
      [cos, 0, -sin],
      [0, 1, 0],
      [sin, 0, cos],
    ];
  },
  ([, [, a, off], [, , b]]) => {
    const [cos, sin] = turnFor(off, a, b);
    return [
      [1, 0, 0],
      [0, cos, -sin],
      [0, sin, cos],
    ];
  },
];

function turnFor(off: number, a: number, b: number): readonly [cos: number, sin: number] {
  const angle = 0.5 * Math.atan2(2 * off, a - b);
  return [Math.cos(angle), Math.sin(angle)];
}
