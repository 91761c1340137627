/** 2^27 + 1: splits a double into two halves whose products are exact (Dekker 1971, after Veltkamp). */
const splitter = 134217729;

/**
 * a * b + c rounded once, as processors and matrix libraries compute it; JavaScript rounds twice. Right to the last bit but for
 * rare ties. For magnitudes well inside the range of doubles only.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const wideA = splitter * a;
  const highA = wideA - (wideA - a);
  const lowA = a - highA;
  const wideB = splitter * b;
  const highB = wideB - (wideB - b);
  const lowB = b - highB;
  const product = a * b;
  const lostInProduct = highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
  const sum = product + c;
  const addedC = sum - product;
  const lostInSum = product - (sum - addedC) + (c - addedC);
  return sum + (lostInProduct + lostInSum);
}
