/**
 * Whole entries that the editor offers where one can begin: events, services, nodes, expectations, in
 * the words of the scenario's manager, about nodes and services that it has. Each runs as it is inserted;
 * `#{1:...}` are the places that Tab goes to.
 */
import { type DraftWords, draftWords } from './draft-words.ts'
import { listPlace } from './list-place.ts'

export interface Snippet {
  /** What it is called in the list. */
  readonly label: string
  /** Lines of a list without its indentation, as CodeMirror's snippets have them. */
  readonly template: string
}

export interface OfferedSnippet extends Snippet {
  /** What will stand there, its dash included. */
  readonly plain: string
}

/** Nothing where no entry can begin. */
export function snippetsAt(text: string, from: number, to: number): readonly OfferedSnippet[] {
  const place = listPlace(text, from, to)
  const offers = place === undefined ? undefined : sections.get(place.section)
  if (place === undefined || offers === undefined) return []
  const words = draftWords(text.slice(0, from) + text.slice(to))
  return offers(words).map(({ label, template }) => ({
    label,
    plain: plainOf(template),
    template: `${place.hasDash ? template.slice(2) : template}#{0}`,
  }))
}

/** Without the marks of the tab stops. */
function plainOf(template: string): string {
  return template.replaceAll(/#\{\d(?::([^}]*))?\}/g, '$1')
}

const sections = new Map<string, (words: DraftWords) => readonly Snippet[]>([
  ['timeline', timelineSnippets],
  ['nodes', nodeSnippets],
  ['expect', expectSnippets],
])

function timelineSnippets(words: DraftWords): readonly Snippet[] {
  const { manager, racks, services, scaled, next } = words
  const [first, then] = next
  const node = oneNode(words)
  const replicated = services.find(({ isReplicated }) => isReplicated)
  const [app] = manager === 'classic' ? scaled : []
  const offers: Snippet[] = [serviceSnippet(words)]
  const add = (label: string, ...lines: readonly string[]) =>
    offers.push({ label, template: lines.map((line) => `- { ${line} }`).join('\n') })
  if (node !== undefined) {
    add(
      'crash and recover a node',
      `at: #{1:${first}}, fault: crash, node: #{2:${node}}`,
      `at: #{3:${then}}, fault: recover, node: #{2:${node}}`,
    )
    add(
      'partition and heal',
      `at: #{1:${first}}, fault: partition, between: [[#{2:${node}}]], name: #{3:cut}`,
      `at: #{4:${then}}, fault: heal, name: #{3:cut}`,
    )
  }
  if (racks.length > 0) {
    add('rack failure', `at: #{1:${first}}, fault: crash, rack: #{2:${racks[0]}}, for: #{3:5m}`)
  }
  if (manager === 'swarmkit' && node !== undefined) {
    const update = 'docker: "node update --availability'
    add(
      'drain a node and activate it again',
      `at: #{1:${first}}, ${update} drain #{2:${node}}"`,
      `at: #{3:${then}}, ${update} active #{2:${node}}"`,
    )
  }
  if (manager === 'swarmkit' && replicated !== undefined) {
    const { name, count } = replicated
    const image = words.images.at(-1) ?? 'nginx:1.28'
    add(
      'scale a service',
      `at: #{1:${first}}, docker: "service scale #{2:${name}}=#{3:${count + 1}}"`,
    )
    add(
      'update a service',
      `at: #{1:${first}}, docker: "service update --image #{2:${image}} #{3:${name}}"`,
    )
  }
  if (app !== undefined) {
    add('scale a service', `at: #{1:${first}}, docker: "docker-compose scale #{2:${app}}=#{3:5}"`)
  }
  return offers
}

function serviceSnippet({ manager, services, images, next }: DraftWords): Snippet {
  const name = freeName('web', new Set(services.map((service) => service.name)))
  const at = services.length === 0 ? '5s' : next[0]
  const image = images[0] ?? (manager === 'swarmkit' ? 'nginx:1.27' : 'nginx:1.9')
  const line =
    manager === 'swarmkit'
      ? `service create --name #{2:${name}} --replicas #{3:3} --reserve-memory #{4:512m} #{5:${image}}"`
      : `run -d --name #{2:${name}}-{1..#{3:3}} -m #{4:512m} -e reschedule:on-node-failure #{5:${image}}", service: #{2:${name}}`
  return { label: 'start a service', template: `- { at: #{1:${at}}, docker: "${line} }` }
}

function nodeSnippets(words: DraftWords): readonly Snippet[] {
  const { manager, nodeNumber: from, hasManagers, homes } = words
  const names = `name: "#{1:node}-{#{2:${from}}..#{3:${from + 3}}}"`
  const size = 'cpus: #{4:4}, memory: #{5:8g}'
  const offers = [
    { label: 'node group', template: `- { ${names}, ${size} }` },
    {
      label: 'node group in racks',
      template: `- { ${names}, ${size}, zone: #{6:a}, rack: "#{7:r}{1..#{8:2}}" }`,
    },
  ]
  if (manager !== 'swarmkit' || hasManagers || homes.length > 0) return offers
  const template = '- { name: "#{1:manager}-{1..#{2:3}}", role: manager }'
  return [...offers, { label: 'manager nodes', template }]
}

function expectSnippets(words: DraftWords): readonly Snippet[] {
  const { manager, services, next } = words
  const { name, count } = services[0] ?? { name: '', count: 1 }
  const whose = services.length === 0 ? '' : `#{1:${name}}`
  const node = oneNode(words)
  const lost = manager === 'swarmkit' ? 'down' : 'unhealthy'
  const claims: (readonly [label: string, claim: string])[] = [
    ['runs by a time', `that: "running(${whose}) >= #{2:${count}}", by: #{3:${next[0]}}`],
    [
      'never fewer than',
      `that: "running(${whose}) >= #{2:${Math.max(1, count - 1)}}", always: true, from: #{3:${next[0]}}`,
    ],
    ['recovers within a time', `that: "recovery(${whose}) < #{2:5m}", at: end`],
    ['all has its place in the end', 'that: "unplaced() == #{1:0}", at: end'],
    ['nothing runs twice in the end', 'that: "duplicates() == #{1:0}", at: end'],
  ]
  if (node !== undefined) {
    const claim = `that: "state(#{1:${node}}) == #{2:${lost}}", by: #{3:${next[1]}}`
    claims.push(['a lost node is noticed', claim])
  }
  return claims.map(([label, claim]) => ({ label, template: `- { ${claim} }` }))
}

/** A node to do something to: no manager's where there is another, and not the first. */
function oneNode({ nodes, homes }: DraftWords): string | undefined {
  const free = nodes.filter((name) => !homes.includes(name))
  return free[1] ?? free[0]
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}${number}`)) number++
  return `${name}${number}`
}
