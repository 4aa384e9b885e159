/**
 * The floor for the event queue: a heap of four children per parent on typed arrays that holds a
 * time and one payload index and nothing else: no order among equal times, no operands, no checks,
 * no dispatch.
 */
export class BareHeap {
  size = 0
  private times = new Float64Array(1024)
  private payloads = new Int32Array(1024)

  nextTimeUs(): number {
    return this.times[0]
  }

  push(timeUs: number, payload: number): void {
    if (this.size === this.times.length) this.grow()
    const { times, payloads } = this
    let place = this.size++
    while (place > 0) {
      const parent = (place - 1) >> 2
      if (times[parent] <= timeUs) break
      times[place] = times[parent]
      payloads[place] = payloads[parent]
      place = parent
    }
    times[place] = timeUs
    payloads[place] = payload
  }

  pop(): number {
    const { times, payloads } = this
    const top = payloads[0]
    const size = --this.size
    const timeUs = times[size]
    let place = 0
    for (;;) {
      const first = 4 * place + 1
      if (first >= size) break
      let least = first
      let leastUs = times[first]
      const end = Math.min(first + 4, size)
      for (let child = first + 1; child < end; child++) {
        if (times[child] < leastUs) {
          leastUs = times[child]
          least = child
        }
      }
      if (leastUs >= timeUs) break
      times[place] = leastUs
      payloads[place] = payloads[least]
      place = least
    }
    times[place] = timeUs
    payloads[place] = payloads[size]
    return top
  }

  private grow(): void {
    const times = new Float64Array(2 * this.times.length)
    times.set(this.times)
    this.times = times
    const payloads = new Int32Array(2 * this.payloads.length)
    payloads.set(this.payloads)
    this.payloads = payloads
  }
}
