/** The cpu column at the right of each berth: who reserves which cpu. */
import type { BerthView } from '../../projection/harbour.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import { berthHeight } from '../../projection/harbour-stack.ts'
import type { Root } from './patterns.ts'
import { isChanged } from './unchanged.ts'

/** One stack of segments per berth: who reserves which cpu. */
export function drawCpus(
  root: Root,
  berths: readonly BerthView[],
  plan: HarbourPlan,
  layout: HarbourLayout,
): void {
  const hasColumn = layout.boxWidth < layout.berthWidth && plan.measure !== 'cpu'
  const segments = hasColumn ? berths.flatMap((berth) => segmentsOf(berth, plan, layout)) : []
  root
    .selectAll<SVGRectElement, Segment>('rect.cpu')
    .data(segments, ({ container }) => container)
    .join('rect')
    .filter(function ({ box, x, y, height }) {
      return isChanged(this, [x, y, height, layout.berthWidth, layout.boxWidth, box.kind, box.hue])
    })
    .attr('class', ({ box }) => `cpu ${box.kind} hue-${box.hue}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('width', layout.berthWidth - layout.boxWidth - 3)
    .attr('height', ({ height }) => Math.max(0, height - 1))
}

interface Segment {
  readonly container: number
  readonly box: BerthView['boxes'][number]
  readonly x: number
  readonly y: number
  readonly height: number
}

/** Marks that hold no cpu: what is gone or not there yet, and where the manager says so what has stopped. */
const weightless: readonly string[] = ['wake', 'lost', 'ghost', 'asked']
const stopped: readonly string[] = ['exited', 'failed']

function segmentsOf(berth: BerthView, plan: HarbourPlan, layout: HarbourLayout): Segment[] {
  const { cpus } = plan.trace.model.nodes[berth.node]
  const perCpu = berthHeight(plan, layout, berth.node) / cpus
  let y = layout.footY[berth.node]
  return berth.boxes
    .filter(({ cpus: asked, kind }) => asked > 0 && !weightless.includes(kind))
    .filter(({ kind }) => !plan.stoppedIsLow || !stopped.includes(kind))
    .map((box) => {
      const height = box.cpus * perCpu
      y -= height
      return {
        container: box.container,
        box,
        x: layout.x[berth.node] + layout.boxWidth + 1.5,
        y,
        height,
      }
    })
}
