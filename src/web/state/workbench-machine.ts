/**
 * The state of the interface as one machine, apart from the simulation: two things go on beside
 * each other, computing a run and playing one. What happens in a cluster is not decided here.
 */
import { assign, fromCallback, sendTo, setup } from 'xstate'
import { coloured } from '../colours/colour-changes.ts'
import * as branches from '../compare/branch-changes.ts'
import * as docker from '../docker/docker-changes.ts'
import { isFreeToAct, withinStage } from '../lessons/lesson-stage.ts'
import type { WorkerRequest } from '../run/protocol.ts'
import { startRun } from '../run/service.ts'
import * as pick from '../time/pick-changes.ts'
import * as change from './changes.ts'
import * as partial from './partial-changes.ts'
import { why, whyNot } from './why-changes.ts'
import {
  activeRun,
  initialContext,
  type WorkbenchContext,
  type WorkbenchEvent,
} from './workbench-context.ts'

const simulation = fromCallback<WorkbenchEvent, { request: WorkerRequest }>(
  ({ sendBack, receive, input }) => {
    const { cancel, enough } = startRun(input.request, {
      onProgress: (timeUs, untilUs) => sendBack({ type: 'progressed', timeUs, untilUs }),
      onFinished: (run) => sendBack({ type: 'finished', run }),
      onRefused: (problem) => sendBack({ type: 'refused', problem }),
    })
    receive(({ type }) => {
      if (type === 'enough') enough()
    })
    return cancel
  },
)

/** With reduced motion the picture changes four times a second instead of sixty. */
const calmFrameMs = 250

const frames = fromCallback<WorkbenchEvent>(({ sendBack }) => {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  let lastMs = performance.now()
  let handle = requestAnimationFrame(next)
  function next(nowMs: number): void {
    handle = requestAnimationFrame(next)
    const elapsedMs = nowMs - lastMs
    if (elapsedMs <= 0 || (isCalm && elapsedMs < calmFrameMs)) return
    lastMs = nowMs
    sendBack({ type: 'frame', elapsedMs })
  }
  return () => cancelAnimationFrame(handle)
})

export const workbenchMachine = setup({
  types: { context: {} as WorkbenchContext, events: {} as WorkbenchEvent },
  actors: { simulation, frames },
  guards: {
    hasRun: ({ context }) => activeRun(context) !== undefined,
    isAtEnd: ({ context }) => change.isAtEnd(context),
    hasScenario: ({ context }) =>
      activeRun(context)?.scenario !== undefined && isFreeToAct(context),
    isComputing: ({ context }) => context.job !== undefined,
  },
}).createMachine({
  id: 'workbench',
  context: initialContext,
  type: 'parallel',
  states: {
    work: {
      initial: 'idle',
      states: {
        idle: {},
        computing: {
          // The job is set by the transition that leads here.
          invoke: {
            src: 'simulation',
            id: 'simulation',
            input: ({ context }) => ({ request: context.job?.request as WorkerRequest }),
          },
          on: {
            progressed: {
              actions: assign(({ context, event }) => change.progressed(context, event)),
            },
            finished: {
              target: 'idle',
              actions: assign(({ context, event }) => change.finished(context, event.run)),
            },
            refused: {
              target: 'idle',
              actions: assign(({ event }) => ({ job: undefined, problem: event.problem })),
            },
            enough: { actions: sendTo('simulation', { type: 'enough' }) },
            cancel: { target: 'idle', actions: assign({ job: undefined }) },
          },
        },
      },
      on: {
        open: {
          target: '.computing',
          reenter: true,
          actions: assign(({ event }) => change.opening(event)),
        },
        readTrace: {
          target: '.computing',
          reenter: true,
          actions: assign(
            ({ context, event }) => branches.comparedTrace(context, event) ?? change.reading(event),
          ),
        },
        variant: {
          guard: ({ context, event }) => branches.canVary(context, event.run),
          target: '.computing',
          reenter: true,
          actions: assign(({ context, event }) => branches.variant(context, event)),
        },
        intervene: {
          guard: 'hasScenario',
          target: '.computing',
          reenter: true,
          actions: assign(({ context, event }) => change.forking(context, event.intervention)),
        },
        complete: {
          guard: 'hasScenario',
          target: '.computing',
          reenter: true,
          actions: assign(({ context }) => partial.completing(context)),
        },
        failed: { actions: assign(({ event }) => ({ problem: event.problem })) },
      },
    },
    playback: {
      initial: 'paused',
      states: {
        paused: {
          on: {
            toggle: { guard: 'hasRun', target: 'playing' },
            play: { guard: 'hasRun', target: 'playing' },
          },
        },
        playing: {
          entry: assign(({ context }) => change.beginPlaying(context)),
          invoke: { src: 'frames' },
          always: { guard: 'isAtEnd', target: 'paused' },
          on: {
            frame: {
              actions: assign(({ context, event }) => change.frame(context, event.elapsedMs)),
            },
            toggle: 'paused',
            pause: 'paused',
            stepFact: {
              target: 'paused',
              actions: assign(({ context, event }) => change.stepFact(context, event.by)),
            },
            stepDecision: {
              target: 'paused',
              actions: assign(({ context, event }) => change.stepDecision(context, event.by)),
            },
          },
        },
      },
      on: {
        // A moment that was sent is looked at, not played on from.
        restored: {
          target: '.paused',
          actions: assign(({ event }) => event.view),
        },
        seek: { actions: assign(({ context, event }) => change.seekTo(context, event.timeUs)) },
        jump: {
          actions: assign(({ context, event }) => ({
            ...withinStage(context, event.moment),
            hasMoved: true,
          })),
        },
        toStart: { actions: assign(({ context }) => change.toStart(context)) },
        toEnd: { actions: assign(({ context }) => change.toEnd(context)) },
        stepFact: { actions: assign(({ context, event }) => change.stepFact(context, event.by)) },
        stepDecision: {
          actions: assign(({ context, event }) => change.stepDecision(context, event.by)),
        },
        'pick.extended': {
          target: '.paused',
          actions: assign(({ context, event }) => pick.extended(context, event.by)),
        },
        stepFailure: {
          target: '.paused',
          actions: assign(({ context, event }) => change.stepFailure(context, event.by)),
        },
        stepBroken: {
          target: '.paused',
          actions: assign(({ context, event }) => change.stepBroken(context, event.by)),
        },
        speed: { actions: assign(({ event }) => ({ speed: event.speed, isReading: false })) },
        reading: { actions: assign(({ context }) => ({ isReading: !context.isReading })) },
      },
    },
  },
  on: {
    'problem.dismissed': { actions: assign({ problem: undefined }) },
    'run.chosen': {
      actions: assign(({ context, event }) => change.chooseRun(context, event.index)),
    },
    'run.removed': {
      actions: assign(({ context, event }) => change.removeRun(context, event.index)),
    },
    'run.renamed': {
      actions: assign(({ context, event }) => branches.renamed(context, event)),
    },
    undo: { actions: assign(({ context }) => change.undone(context)) },
    'run.restored': { actions: assign(({ context }) => branches.restored(context)) },
    compare: { actions: assign(({ context, event }) => branches.comparing(context, event)) },
    'compare.look': {
      actions: assign(({ context, event }) => ({
        compareLook: { ...context.compareLook, ...event.look },
      })),
    },
    'compare.closed': { actions: assign(({ context }) => branches.uncompared(context)) },
    truth: { actions: assign(({ event }) => ({ truth: event.truth })) },
    measure: { actions: assign(({ context }) => change.nextMeasure(context)) },
    select: { actions: assign(({ event }) => ({ selection: event.selection })) },
    election: { actions: assign(({ context }) => change.showElection(context)) },
    why: { actions: assign(({ context }) => why(context)) },
    whyNot: { actions: assign(({ context }) => whyNot(context)) },
    colouring: { actions: assign(({ context, event }) => coloured(context, event)) },
    service: {
      actions: assign(({ context, event }) => ({
        service: context.service === event.service ? -1 : event.service,
      })),
    },
    lesson: { actions: assign(({ event }) => ({ lesson: event.lesson })) },
    span: { actions: assign(({ event }) => ({ span: event.span })) },
    pick: { actions: assign(({ context, event }) => pick.picked(context, event.span)) },
    dialog: { actions: assign(({ event }) => ({ dialog: event.dialog })) },
    search: { actions: assign(({ event }) => ({ query: event.query })) },
    view: { actions: assign(({ event }) => ({ view: event.view })) },
    networks: {
      actions: assign(({ context }) => ({ showsNetworks: !context.showsNetworks })),
    },
    metrics: { actions: assign(({ context }) => change.showMetrics(context)) },
    tables: { actions: assign(({ context }) => ({ isTabular: !context.isTabular })) },
    keys: { actions: assign(({ context }) => ({ hasKeys: !context.hasKeys })) },
    'docker.said': { actions: assign(({ context, event }) => docker.spoken(context, event.said)) },
    'docker.closed': { actions: assign(({ context }) => docker.closed(context)) },
    theme: { actions: assign(({ event }) => ({ theme: event.theme })) },
    inspection: { actions: assign(({ event }) => ({ inspecting: event.inspecting })) },
    edit: {
      actions: assign(({ event }) => ({
        editing: { scenario: event.scenario },
        dialog: undefined,
      })),
    },
    'edit.closed': { actions: assign({ editing: undefined, pointed: [] }) },
    point: { actions: assign(({ event }) => ({ pointed: event.nodes })) },
    escape: { actions: assign(({ context }) => change.stepOut(context)) },
  },
})
