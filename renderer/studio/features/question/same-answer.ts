/** True for equal text, and for equal numbers however they are written ("2" and "2.0"). */
export function isSameAnswer(a: string, b: string): boolean {
  if (a.trim() === b.trim()) return true;
  return a.trim() !== '' && b.trim() !== '' && Math.abs(Number(a) - Number(b)) < 1e-6;
}
