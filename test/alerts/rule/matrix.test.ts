import { expect } from 'chai';
import { channelsOf } from '../../../src/alerts/rule/channels.ts';
import { eigenOf, inverseOfLower, lowerOf, times, transposed } from '../../../src/alerts/rule/matrix.ts';
import { assumedNorms, compound, type Matrix } from '../../../src/alerts/rule/norms.ts';

const uneven: Matrix = [
  [1.4, 0.3, -0.2],
  [0.3, 0.9, 0.4],
  [-0.2, 0.4, 0.6],
];
const one: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const expectClose = (actual: Matrix, expected: Matrix): void =>
  actual.flat().forEach((value, at) => expect(value).to.be.closeTo(expected.flat()[at] ?? NaN, 1e-9));

describe('matrices of three', () => {
  it('a lower triangle gives its product back, and its inverse undoes it', () => {
    const lower = lowerOf(uneven);
    expectClose(times(lower, transposed(lower)), uneven);
    expectClose(times(lower, inverseOfLower(lower)), one);
  });

  it('eigenvectors give the matrix back', () => {
    const {
      values: [a, b, c],
      vectors,
    } = eigenOf(uneven);
    const diagonal: Matrix = [
      [a, 0, 0],
      [0, b, 0],
      [0, 0, c],
    ];
    expectClose(times(times(vectors, diagonal), transposed(vectors)), uneven);
    expectClose(times(vectors, transposed(vectors)), one);
  });
});

describe('channels', () => {
  const { to, from, between } = channelsOf({ ...assumedNorms, within: uneven, between: compound(1.2, 0.6) });
  it('lead back to the scores', () => {
    expectClose(times(to, from), one);
  });

  it('are independent and vary by 1 within a client, and independent between clients', () => {
    expectClose(times(times(to, uneven), transposed(to)), one);
    expectClose(times(times(to, compound(1.2, 0.6)), transposed(to)), [
      [between[0], 0, 0],
      [0, between[1], 0],
      [0, 0, between[2]],
    ]);
  });
});
