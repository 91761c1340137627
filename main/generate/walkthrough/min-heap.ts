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
      let least = this.priorityAt(left) < this.priorityAt(at) ? left : at;
      if (this.priorityAt(left + 1) < this.priorityAt(least)) least = left + 1;
      if (least === at) return lowest;
      this.swap(least, at);
      at = least;
    }
  }

  private priorityAt(index: number): number {
    return index < this.priorities.length ? (this.priorities[index] as number) : Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const [item, priority] = [this.items[a] as number, this.priorities[a] as number];
    this.items[a] = this.items[b] as number;
    this.priorities[a] = this.priorities[b] as number;
    this.items[b] = item;
    this.priorities[b] = priority;
  }
}
