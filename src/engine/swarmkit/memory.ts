/**
 * Memory that containers really use, which may grow until the kernel kills one of them: the one that goes
 * above its own limit, or, when the machine has no more, the largest. Use is a straight line in time, so
 * the moment is worked out and nothing is polled. Only machines with a container
 * whose image says what it uses are looked at; any other container is *assumed* to use what it reserves.
 */
const second = 1_000_000

export interface MemoryUse {
  /** In use when it starts, and how much more every second. */
  readonly bytes: number
  readonly growthPerSecond: number
  /** Above this it is killed; 0 for no limit. */
  readonly limitBytes: number
  /** Its image says what it uses. */
  readonly isSaid: boolean
}

export interface MemoryPort {
  nowUs(): number
  at(timeUs: number, callback: () => void): void
  capacityBytes(node: number): number
  /** The kernel kills the container. It says so with `ended`. */
  kill(node: number, container: number): void
}

export interface Memory {
  started(node: number, container: number, use: MemoryUse): void
  ended(node: number, container: number): void
  /** The machine has stopped, with everything on it. */
  cleared(node: number): void
}

interface Running extends MemoryUse {
  readonly startedUs: number
}

interface Machine {
  readonly running: Map<number, Running>
  /** Containers whose use is said: without one nothing is looked at. */
  said: number
  /** Voids the moment that was worked out before something changed. */
  epoch: number
}

export function createMemory(port: MemoryPort): Memory {
  const machines = new Map<number, Machine>()

  function machineOf(node: number): Machine {
    let machine = machines.get(node)
    if (machine === undefined) {
      machine = { running: new Map(), said: 0, epoch: 0 }
      machines.set(node, machine)
    }
    return machine
  }

  function usedAt({ bytes, growthPerSecond, startedUs }: Running, timeUs: number): number {
    return bytes + (growthPerSecond * (timeUs - startedUs)) / second
  }

  /** From now on, when a line that is at `bytes` and rises so fast is above the bound. */
  function crossesUs(bytes: number, growthPerSecond: number, bound: number): number {
    const nowUs = port.nowUs()
    if (bytes > bound) return nowUs
    if (growthPerSecond <= 0) return Number.POSITIVE_INFINITY
    return nowUs + Math.floor(((bound - bytes) / growthPerSecond) * second) + 1
  }

  function plan(node: number): void {
    const machine = machineOf(node)
    const epoch = ++machine.epoch
    const nowUs = port.nowUs()
    let total = 0
    let growth = 0
    let dueUs = Number.POSITIVE_INFINITY
    for (const one of machine.running.values()) {
      const used = usedAt(one, nowUs)
      total += used
      growth += one.growthPerSecond
      if (one.limitBytes > 0) {
        dueUs = Math.min(dueUs, crossesUs(used, one.growthPerSecond, one.limitBytes))
      }
    }
    dueUs = Math.min(dueUs, crossesUs(total, growth, port.capacityBytes(node)))
    if (dueUs === Number.POSITIVE_INFINITY) return
    port.at(dueUs, () => {
      if (machine.epoch === epoch) port.kill(node, victimOf(machine))
    })
  }

  /** Who is above its limit, else the largest; the older one of equals. */
  function victimOf({ running }: Machine): number {
    const nowUs = port.nowUs()
    let victim = -1
    let most = -1
    for (const [container, one] of running) {
      const used = usedAt(one, nowUs)
      if (one.limitBytes > 0 && used > one.limitBytes) return container
      if (used > most) {
        most = used
        victim = container
      }
    }
    return victim
  }

  return {
    started(node, container, use) {
      const machine = machineOf(node)
      machine.running.set(container, { ...use, startedUs: port.nowUs() })
      if (use.isSaid) machine.said++
      if (machine.said > 0) plan(node)
    },
    ended(node, container) {
      const machine = machineOf(node)
      const one = machine.running.get(container)
      if (one === undefined) return
      machine.running.delete(container)
      if (one.isSaid) machine.said--
      machine.epoch++
      if (machine.said > 0) plan(node)
    },
    cleared(node) {
      const machine = machineOf(node)
      machine.running.clear()
      machine.said = 0
      machine.epoch++
    },
  }
}
