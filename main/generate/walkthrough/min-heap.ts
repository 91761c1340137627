/** A binary heap of integers by ascending priority; equal priorities come out in a fixed order, so searches repeat exactly. */
export class MinHeap {
  private readonly items: number[] = [];
  private readonly priorities: number[] = [];

  /** Adds an item; the same item may be in the heap several times. */
  push(item: number, priority: number): void {
    let at = this.items.push(item) - 1;
    this.priorities.push(priority);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.priorityAt(parent) <= this.priorityAt(at)) return;
      this.swap(parent, at);
      at = parent;
    }
  }

  /** Takes out the item with the lowest priority; null when empty. */
  pop(): number | null {
    if (this.items.length === 0) return null;
    this.swap(0, this.items.length - 1);
    const lowest = this.items.pop() as number;
    this.priorities.pop();
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const least = [left, left + 1].reduce((best, child) => (this.priorityAt(child) < this.priorityAt(best) ? child : best), at);
      if (least === at) return lowest;
      this.swap(least, at);
      at = least;
    }
  }

  private priorityAt(index: number): number {
    return this.priorities[index] ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b] as number, this.items[a] as number];
    [this.priorities[a], this.priorities[b]] = [this.priorities[b] as number, this.priorities[a] as number];
  }
}
