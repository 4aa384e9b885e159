/** What the docker prompt answers: what the manager believes, in the columns of the client. */
import { describe, expect, test } from 'vitest'
import { clusterAt, positionAt } from '../../src/machine/fold.ts'
import { dockerOutput } from '../../src/projection/docker-output.ts'
import { dockerAnswer } from '../../src/projection/docker-queries.ts'
import { dockerAge, dockerSize } from '../../src/projection/docker-units.ts'
import { dockerQueries } from '../../src/projection/docker-words.ts'
import { story } from '../../src/projection/story.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

const second = 1_000_000

function traceOf(text: string) {
  const { model } = compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  })
  return simulate(model).trace
}

const classic = traceOf(`
nodes: [{ name: "node-{1..3}", cpus: 2, memory: 4g, images: [nginx] }]
timeline:
  - { at: 5s, docker: "run -d --name web -m 1g -e reschedule:on-node-failure nginx" }
  - { at: 6s, docker: "run -d --name db -m 2g nginx" }
  - { at: 7s, docker: "run -d --name huge -m 9g nginx" }
  - { at: 30s, fault: crash, node: node-2 }
  - { at: 5m, fault: crash, manager: manager-1 }
`)
const swarm = traceOf(`
swarm: { manager: swarmkit }
nodes:
  - { name: node-1, cpus: 2, memory: 4g, images: [nginx], role: manager }
  - { name: "node-{2..3}", cpus: 2, memory: 4g, images: [nginx] }
timeline:
  - { at: 10s, docker: "service create --name web --replicas 3 nginx" }
  - { at: 60s, fault: crash, node: node-2 }
  - { at: 2m, docker: "node update --availability drain node-3" }
  - { at: 3m, fault: crash, node: node-1 }
`)

function ask(trace: typeof classic, line: string, seconds: number): string {
  const timeUs = seconds * second
  const cluster = clusterAt(trace, positionAt(trace, timeUs))
  return `\n${dockerAnswer(line, { trace, cluster, timeUs })}\n`
}

describe('classic Swarm', () => {
  test('docker ps lists what the manager believes, also on a node that it takes for well', () => {
    expect(ask(classic, 'docker ps', 29)).toMatchInlineSnapshot(`
      "
      CONTAINER ID   IMAGE   STATUS          NAMES
      135715698693   nginx   Up 22 seconds   node-1/db
      10bd863de05a   nginx   Up 23 seconds   node-2/web
      "
    `)
    // Crashed for half a minute, and nobody has noticed.
    expect(ask(classic, 'ps', 60)).toContain('node-2/')
  })

  test('docker info shows each engine with what is reserved and why it is not healthy', () => {
    expect(ask(classic, 'info', 29)).toMatchInlineSnapshot(`
      "
      Nodes: 3
       node-1
        └ Status: Healthy
        └ Containers: 1
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 2 GiB / 4 GiB
        └ Error: (none)
       node-2
        └ Status: Healthy
        └ Containers: 1
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 1 GiB / 4 GiB
        └ Error: (none)
       node-3
        └ Status: Healthy
        └ Containers: 0
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 0 B / 4 GiB
        └ Error: (none)
      "
    `)
    expect(ask(classic, 'info', 200)).toMatchInlineSnapshot(`
      "
      Nodes: 3
       node-1
        └ Status: Healthy
        └ Containers: 1
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 2 GiB / 4 GiB
        └ Error: (none)
       node-2
        └ Status: Unhealthy
        └ Containers: 0
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 0 B / 4 GiB
        └ Error: Cannot connect to the docker engine endpoint
       node-3
        └ Status: Healthy
        └ Containers: 1
        └ Reserved CPUs: 0 / 2
        └ Reserved Memory: 1 GiB / 4 GiB
        └ Error: (none)
      "
    `)
  })
})

describe('swarm mode', () => {
  test('docker node ls shows status, availability and the leader', () => {
    expect(ask(swarm, 'node ls', 59)).toMatchInlineSnapshot(`
      "
      HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS
      node-1     Ready    Active         Leader
      node-2     Ready    Active
      node-3     Ready    Active
      "
    `)
    expect(ask(swarm, 'node ls', 130)).toMatchInlineSnapshot(`
      "
      HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS
      node-1     Ready    Active         Leader
      node-2     Down     Active
      node-3     Ready    Drain
      "
    `)
  })

  test('docker service ls counts the tasks that run', () => {
    expect(ask(swarm, 'service ls', 59)).toMatchInlineSnapshot(`
      "
      NAME   MODE         REPLICAS   IMAGE
      web    replicated   3/3        nginx
      "
    `)
  })

  test('docker service ps hangs the earlier tasks of a slot below the one that counts', () => {
    expect(ask(swarm, 'service ps web', 130)).toMatchInlineSnapshot(`
      "
      NAME        IMAGE   NODE     DESIRED STATE   CURRENT STATE                ERROR
      web.1       nginx   node-1   Running         Running 9 seconds ago
       \\_ web.1   nginx   node-3   Shutdown        Shutdown 9 seconds ago
      web.2       nginx   node-1   Running         Running 9 seconds ago
       \\_ web.2   nginx   node-3   Shutdown        Shutdown 9 seconds ago
       \\_ web.2   nginx   node-2   Shutdown        Running about a minute ago
      web.3       nginx   node-1   Running         Running about a minute ago
      "
    `)
    expect(ask(swarm, 'service ps nobody', 130)).toContain('no such service: nobody')
  })

  test('docker ps is a question to one engine, which the prompt says', () => {
    expect(ask(swarm, 'ps', 59)).toContain('docker service ps NAME')
  })
})

test('while no manager is up nobody answers', () => {
  expect(ask(classic, 'ps', 310)).toContain('Cannot connect to the Docker daemon')
  expect(ask(swarm, 'node ls', 190)).toContain('Cannot connect to the Docker daemon')
})

test('what is offered is answered, and a command is not', () => {
  for (const trace of [classic, swarm]) {
    for (const query of dockerQueries[trace.model.manager.type]) {
      expect(ask(trace, `${query}${query === 'service ps' ? ' web' : ''}`, 59)).not.toContain(
        'undefined',
      )
    }
    expect(ask(trace, 'service create --name x nginx', 59)).toContain('undefined')
  }
})

test('the client rounds sizes and ages as go-units does', () => {
  expect([0, 1000, 1.5 * 2 ** 30, 3 * 2 ** 20].map(dockerSize)).toEqual([
    '0 B',
    '1000 B',
    '1.5 GiB',
    '3 MiB',
  ])
  const ages = [0.4, 1, 59, 60, 119, 180, 3540, 5400, 90_000, 200_000, 1_300_000]
  expect(ages.map((seconds) => dockerAge(seconds * second))).toMatchInlineSnapshot(`
    [
      "Less than a second",
      "1 second",
      "59 seconds",
      "About a minute",
      "About a minute",
      "3 minutes",
      "59 minutes",
      "2 hours",
      "25 hours",
      "2 days",
      "2 weeks",
    ]
  `)
})

describe('what comes back from a command', () => {
  const outputOf = (trace: typeof classic, words: string) =>
    dockerOutput(
      trace,
      story(trace),
      trace.model.timeline.findIndex(({ text }) => text.includes(words)),
    )

  test('docker run prints the ID of the container, and the story says where it runs', () => {
    const output = outputOf(classic, '--name web')
    expect(output).toMatchObject({ status: 'done', story: [expect.stringMatching(/ran web on/)] })
    // Told with the one before it, it still has a place of its own.
    expect(outputOf(classic, '--name db')?.story).toEqual([
      expect.stringMatching(/db (was placed )?on node-\d/),
    ])
    expect(output?.printed).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  test('a refusal is the error of the daemon', () => {
    expect(outputOf(classic, '--name huge')).toMatchObject({
      status: 'failed',
      printed: ['Error response from daemon: no resources available to schedule container'],
      tookUs: 0,
    })
  })

  test('a service is told with where its tasks run', () => {
    expect(outputOf(swarm, 'service create')).toMatchObject({
      status: 'done',
      printed: [],
      story: [expect.stringContaining('created service web: 3 tasks'), expect.anything()],
    })
  })
})
