/** The clusters whose pictures are timed: texts, because the page compiles and simulates itself. */

const image = 'ubuntu:14.04'
const options = '-m 1g -e reschedule:on-node-failure'

interface Size {
  readonly name: string
  readonly nodes: number
  readonly racks: number
  /** Virtual length of the run. */
  readonly until: string
}

/** Names with leading zeros, so that order by name is order by number. */
function padded(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

function clusterText({ name, nodes, racks, until }: Size, timeline: readonly string[]): string {
  const node = `node-{${padded(1, 4)}..${nodes}}`
  const rack = `r{${padded(1, 3)}..${padded(racks, 3)}}`
  return [
    `name: ${name}`,
    'seed: 1000',
    `until: ${until}`,
    'nodes:',
    `  - { name: "${node}", cpus: 16, memory: 64g, zone: "z{1..5}", rack: "${rack}", images: [${image}] }`,
    `images: { "${image}": 66m }`,
    'timeline:',
    ...timeline.map((entry) => `  - ${entry}`),
    '',
  ].join('\n')
}

/** So many containers, asked for within 450 s; a rack of forty nodes fails at ten minutes. */
function filled(containers: number): string[] {
  // A pattern may stand for up to 100,000 names: two services share what there is.
  const half = Math.round(containers / 2)
  const everyUs = Math.round(450_000_000 / half)
  const pattern = `{${padded(1, 5)}..${half}}`
  return ['web', 'box'].map(
    (service, index) =>
      `{ at: ${1 + index / 1000}s, docker: "run -d --name ${service}-${pattern} ${options} ${image} bash", every: ${everyUs / 1000}ms }`,
  )
}

export const thousandNodes = clusterText(
  { name: 'A thousand nodes', nodes: 1000, racks: 25, until: '25m' },
  [...filled(30_000), '{ at: 10m, fault: crash, rack: r013 }'],
)

export const fiveThousandNodes = clusterText(
  { name: 'Five thousand nodes', nodes: 5000, racks: 125, until: '20m' },
  [...filled(150_000), '{ at: 10m, fault: crash, rack: r013 }'],
)

export const sixThousandNodes = clusterText(
  { name: 'Six thousand nodes', nodes: 6000, racks: 150, until: '20m' },
  [...filled(100_000), '{ at: 10m, fault: crash, rack: r013 }'],
)

/** One rack after the other fails and comes back: about sixteen thousand facts each time. */
export const millionFacts = clusterText(
  { name: 'A million facts', nodes: 1000, racks: 25, until: '10h' },
  [
    ...filled(30_000),
    ...Array.from({ length: 64 }, (_, round) => {
      const rack = `r${padded(1 + (round % 25), 3)}`
      const atM = 10 + round * 8
      return [
        `{ at: ${atM}m, fault: crash, rack: ${rack} }`,
        `{ at: ${atM + 4}m, fault: recover, rack: ${rack} }`,
      ]
    }).flat(),
  ],
)
