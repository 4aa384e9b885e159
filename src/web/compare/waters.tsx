/** The two harbours, drawn to one scale by what draws the harbour of one run. */
import { type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { formatCount, plural } from '../../model/format.ts'
import { layoutTogether } from '../../projection/compare-layout.ts'
import type { Differing } from '../../projection/compare-moment.ts'
import { type HarbourLayout, levelOf } from '../../projection/harbour-layout.ts'
import { plainSentence, sentenceOf } from '../../projection/harbour-sentence.ts'
import { hitHarbour } from '../../projection/harbour-stack.ts'
import { drawHarbour } from '../draw/harbour-svg.ts'
import { type Size, useIsPhone, useSize } from '../input/screen.ts'
import { clusterOf, harbourOf, type LoadedRun, planOf, type Sight } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'
import { FarWater } from './far-water.tsx'
import type { PairMoment } from './use-difference.ts'

interface WatersProps {
  readonly pair: Pair
  readonly moment: PairMoment
  /** Name of the node that is read in both; `''` for none. */
  readonly picked: string
  readonly onPick: (name: string) => void
}

export function Waters({ pair, moment, picked, onPick }: WatersProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const isPhone = useIsPhone()
  const { measure } = moment.one
  const layouts = useMemo(
    () => (size.width === 0 ? undefined : layoutsOf(pair, measure, size, isPhone)),
    [pair, measure, size, isPhone],
  )
  const { one, other, difference } = moment
  const side = (run: LoadedRun, sight: Sight, found: Differing, layout?: HarbourLayout) => {
    const different = difference.nodes.filter(({ isSame }) => !isSame).length
    const pick = (event: MouseEvent<HTMLDivElement>) => {
      if (layout === undefined) return
      const { left, top } = event.currentTarget.getBoundingClientRect()
      const x = event.clientX - left + event.currentTarget.scrollLeft
      const point = { x, y: event.clientY - top + event.currentTarget.scrollTop }
      const { boxes, plan } = harbourOf(run, sight)
      const hit = hitHarbour(plan, layout, boxes, point)
      onPick(hit === undefined ? '' : run.trace.model.nodes[hit.node].name)
    }
    return (
      <section className="compare-side" aria-label={run.label}>
        <SideHead run={run} sight={sight} different={different} />
        {/* On a phone it scrolls, and what scrolls must be reached by keyboard. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the list of nodes above is the way without a pointer */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list of nodes above is the way without a pointer */}
        <div
          className="compare-water"
          ref={run === pair.one ? frame : undefined}
          tabIndex={isPhone ? 0 : -1}
          onClick={pick}
        >
          <div inert>
            {layout !== undefined &&
              (layout.level === 1 ? (
                <CloseWater
                  run={run}
                  sight={sight}
                  found={found}
                  layout={layout}
                  size={size}
                  picked={picked}
                />
              ) : (
                <FarWater run={run} sight={sight} found={found} layout={layout} picked={picked} />
              ))}
          </div>
        </div>
      </section>
    )
  }
  return (
    <div className="compare-waters">
      {side(pair.one, one, difference.one, layouts?.one)}
      {side(pair.other, other, difference.other, layouts?.other)}
    </div>
  )
}

function layoutsOf({ one, other }: Pair, measure: Sight['measure'], size: Size, isPhone: boolean) {
  const plans = [planOf(one, measure), planOf(other, measure)] as const
  // Two pictures of one kind: the level of the larger one.
  const level = levelOf(plans[0]) > levelOf(plans[1]) ? levelOf(plans[0]) : levelOf(plans[1])
  const options = {
    width: size.width,
    height: size.height,
    level,
    roadsHeight: level === 1 ? 62 : 30,
    moves: isPhone ? 0 : 2,
    footHeight: 8,
    scrolls: isPhone && level === 1,
  }
  return layoutTogether(...plans, options)
}

interface HeadProps {
  readonly run: LoadedRun
  readonly sight: Sight
  readonly different: number
}

/** The run's name and its sentence; what is told changes with facts and seconds. */
function SideHead({ run, sight, different }: HeadProps) {
  const second = Math.floor(sight.timeUs / 1_000_000)
  const { position } = sight
  const sentence = useMemo(() => {
    const timeUs = Math.max(second * 1_000_000, run.trace.timeUs[position - 1] ?? 0)
    return plainSentence(
      sentenceOf({
        plan: planOf(run, 'default'),
        memory: run.memory,
        incidents: run.incidents,
        cluster: clusterOf(run, { position, timeUs }),
        position,
        timeUs,
      }),
    )
  }, [run, position, second])
  const isOver = sight.timeUs > run.trace.endUs
  return (
    <div className="compare-side-head">
      <h2>{run.label}</h2>
      <p className="compare-side-note">
        {different === 0
          ? 'no node differs now'
          : `${plural(different, 'node')} differ${different === 1 ? 's' : ''} now`}
        {' · '}seed {run.trace.model.seed} · {formatCount(position)} facts
        {isOver && ' · this run is over'}
      </p>
      <p className="compare-sentence">{sentence}</p>
    </div>
  )
}

interface WaterProps {
  readonly run: LoadedRun
  readonly sight: Sight
  readonly found: Differing
  readonly layout: HarbourLayout
}

interface CloseProps extends WaterProps {
  readonly size: Size
  readonly picked: string
}

function CloseWater({ run, sight, found, layout, size, picked }: CloseProps) {
  const svg = useRef<SVGSVGElement>(null)
  const service = useWorkbench((context) => context.service)
  useLayoutEffect(() => {
    if (svg.current === null) return
    drawHarbour(svg.current, {
      harbour: harbourOf(run, sight),
      layout,
      causes: run.causes,
      position: sight.position,
      selectedContainer: -1,
      selectedSlot: -1,
      selectedNode: run.trace.model.nodes.findIndex(({ name }) => name === picked),
      pointedNodes: [],
      service,
      found,
      focus: -1,
      viewWidth: size.width,
      isTerse: true,
    })
  })
  return (
    <div className="picture" style={{ width: layout.width, height: layout.height }}>
      <svg
        ref={svg}
        className="close"
        width={layout.width}
        height={layout.height}
        aria-hidden="true"
      />
    </div>
  )
}
