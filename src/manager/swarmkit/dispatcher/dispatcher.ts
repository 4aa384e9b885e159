/**
 * The dispatcher: workers register with it, beat, and report what has become of their tasks. Reports
 * and node states are written together every 100 ms. A node whose beats stay away is down; after a day
 * down its tasks are ORPHANED.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { graceMultiplierUnknown, statusBatchItems } from '../constants.ts'
import type { NodeObject } from '../store/objects.ts'
import type { Term } from '../term.ts'
import { createRegistrations } from './registrations.ts'
import { createSessions } from './sessions.ts'
import { type TaskReport, TaskReports } from './task-reports.ts'

export interface Dispatcher {
  /**
   * A worker registers. It is answered once the node's state is written; false when it has registered
   * too often.
   */
  register(node: NodeObject, answered: () => void): boolean
  hasSession(node: NodeObject): boolean
  report(report: TaskReport): void
  /** The node's beats stay away from now on. */
  silence(node: NodeObject): void
  /** Beats come again. False when the session has ended meanwhile. */
  resume(node: NodeObject): boolean
  /** When the node's next beat is due; undefined without a session. */
  nextBeatUs(node: NodeObject): number | undefined
  /** The worker has closed its session by itself. */
  disconnect(node: NodeObject): void
}

export interface DispatcherOptions {
  readonly term: Term
  /** Every beat an event: slow, and the same; a test says so. */
  readonly everyBeat: boolean
}

const unknownMessage = 'Node moved to "unknown" state due to leadership change in cluster'

export function startDispatcher({ term, everyBeat }: DispatcherOptions): Dispatcher {
  const { store, settings } = term
  const taskReports = new TaskReports()
  const nodeReports = new Map<NodeObject, { state: NodeObject['state']; message: string }>()
  /** Registrations to be answered with the next batch. */
  let toAnswer: (() => void)[] = []
  const registrations = createRegistrations()
  const sessions = createSessions({ term, everyBeat, expired: (node) => down(node) })
  /** The present period of being down, by node. */
  const downPeriods = new Map<NodeObject, object>()
  let isBatchDue = false
  let isFull = false

  function due(): void {
    if (taskReports.size + nodeReports.size >= statusBatchItems) {
      // In its turn: reports come from outside the leader's own steps.
      if (!isFull) term.at(term.nowUs(), write)
      isFull = true
      return
    }
    if (isBatchDue) return
    isBatchDue = true
    // The batches go on all the time; only those with something to write are events.
    const { statusBatchUs } = settings
    const batches = Math.floor((term.nowUs() - term.startUs) / statusBatchUs) + 1
    term.at(term.startUs + batches * statusBatchUs, () => {
      isBatchDue = false
      write()
    })
  }

  function write(): void {
    isFull = false
    taskReports.take(
      (numbers) => term.chance.order('statusBatch', numbers),
      (task, state, error) => store.setState(task, state, { owner: 'worker', error }),
    )
    for (const [node, { state, message }] of nodeReports) store.setNodeState(node, state, message)
    nodeReports.clear()
    store.commit()
    const answers = toAnswer
    toAnswer = []
    // Once what was written is.
    for (const answer of answers) term.soon(answer)
  }

  function down(node: NodeObject, message = 'heartbeat failure'): void {
    if (node.isDeleted) return
    watchDown(node)
    registrations.forget(node)
    nodeReports.set(node, { state: 'down', message })
    due()
  }

  function watchDown(node: NodeObject): void {
    const period = {}
    downPeriods.set(node, period)
    term.after(settings.downToOrphanUs, () => {
      if (downPeriods.get(node) !== period) return
      downPeriods.delete(node)
      orphan(node)
    })
  }

  function orphan(node: NodeObject): void {
    for (const task of node.tasks) {
      if (task.state < taskStateCode.assigned || task.state > taskStateCode.running) continue
      store.setState(task, taskStateCode.orphaned, { owner: 'dispatcher' })
    }
    store.commit()
  }

  for (const node of store.nodes.values()) {
    if (node.state === 'down') {
      // The day begins anew with each leader.
      watchDown(node)
      continue
    }
    store.setNodeState(node, 'unknown', unknownMessage)
    const purpose = `${node.id}/unknown/${term.number}`
    const graceUs =
      term.chance.heartbeatUs(purpose) * settings.graceMultiplier * graceMultiplierUnknown
    sessions.expect(node, graceUs, () =>
      down(node, 'heartbeat failure for node in "unknown" state'),
    )
  }
  store.commit()
  term.watch((changes) => {
    for (const change of changes) {
      if (change.type !== 'node.deleted') continue
      sessions.close(change.node)
      registrations.forget(change.node)
      downPeriods.delete(change.node)
    }
  })

  return {
    register(node, answered) {
      if (node.isDeleted || !registrations.admit(node, term.nowUs())) return false
      downPeriods.delete(node)
      nodeReports.set(node, { state: 'ready', message: '' })
      toAnswer.push(() => {
        if (node.isDeleted) return
        registrations.registered(node, term.nowUs())
        sessions.open(node)
        answered()
      })
      due()
      return true
    },
    hasSession: (node) => sessions.has(node),
    report(report) {
      if (report.task.isDeleted) return
      taskReports.put(report)
      due()
    },
    silence: (node) => sessions.silence(node),
    resume: (node) => sessions.resume(node),
    nextBeatUs: (node) => sessions.nextBeatUs(node),
    disconnect(node) {
      if (!sessions.has(node)) return
      sessions.close(node)
      nodeReports.set(node, {
        state: 'disconnected',
        message: 'node is currently trying to find new manager',
      })
      due()
    },
  }
}
