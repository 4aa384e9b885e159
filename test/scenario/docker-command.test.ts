/** Docker command lines in the timeline: what a client of Swarm 1.1 would send. */
import { expect, test } from 'vitest'
import { compileText, oneNode } from './compile-text.ts'

function compileLine(line: string, files: Record<string, string> = {}) {
  const entry = `timeline: [{ at: 1s, docker: ${JSON.stringify(line)} }]`
  return compileText(oneNode(entry), {}, files)
}

/** The configuration of the one container a line runs. */
function configOf(line: string, files: Record<string, string> = {}) {
  const { model } = compileLine(line, files)
  expect(model.configs).toHaveLength(1)
  return model.configs[0]
}

test('docker run turns every option with a meaning into the configuration', () => {
  const line =
    'docker run -d --name web -m 512m -c 2 -e A=1 -e constraint:storage==ssd --label tier=front ' +
    '-l com.docker.swarm.reschedule-policies=[\\"on-node-failure\\"] -p 8080:80 -p 127.0.0.1:53:53/udp ' +
    '--expose 9000-9001 --link db:database --volumes-from data:ro -v /srv:/srv:ro ' +
    '--volume-driver flocker --net front --restart on-failure:3 nginx:1.9 nginx -g "daemon off;"'
  expect(configOf(line)).toEqual({
    image: 'nginx:1.9',
    env: ['A=1', 'constraint:storage==ssd'],
    labels: { tier: 'front', 'com.docker.swarm.reschedule-policies': '["on-node-failure"]' },
    cpus: 2,
    memoryBytes: 512 * 1024 ** 2,
    ports: [
      { containerPort: '80/tcp', hostIp: '', hostPort: '8080' },
      { containerPort: '53/udp', hostIp: '127.0.0.1', hostPort: '53' },
    ],
    exposed: ['9000/tcp', '9001/tcp'],
    networkMode: 'front',
    links: ['db:database'],
    volumesFrom: ['data:ro'],
    volumes: ['/srv:/srv:ro'],
    volumeDriver: 'flocker',
    restartPolicy: 'on-failure:3',
  })
})

test.each([
  ['run -dp 80:80 nginx', '80/tcp', '80'],
  ['run -d -p80:80 nginx', '80/tcp', '80'],
  ['run --publish=80:80 nginx', '80/tcp', '80'],
  ['run -p 80 nginx', '80/tcp', ''],
  ['run -p "[::1]:80:80/udp" nginx', '80/udp', '80'],
])('%s publishes port %s', (line, containerPort, hostPort) => {
  expect(configOf(line)?.ports).toMatchObject([{ containerPort, hostPort }])
})

test('a port range becomes one binding for each port', () => {
  expect(
    configOf('run -p 8000-8002:80-82 nginx')?.ports.map(({ hostPort, containerPort }) => [
      hostPort,
      containerPort,
    ]),
  ).toEqual([
    ['8000', '80/tcp'],
    ['8001', '81/tcp'],
    ['8002', '82/tcp'],
  ])
})

test('-P publishes what --expose names', () => {
  expect(configOf('run -P --expose 80 nginx')?.ports).toEqual([
    { containerPort: '80/tcp', hostIp: '', hostPort: '' },
  ])
})

test('what follows the image belongs to the container', () => {
  expect(configOf('run -d busybox sleep -m 5 --unknown')?.memoryBytes).toBe(0)
})

test('quotes and backslashes keep words together, as in a shell', () => {
  const config = configOf(`run -e 'A=b c' -e "D=\\"e\\"" -e F=g\\ h busybox`)
  expect(config?.env).toEqual(['A=b c', 'D="e"', 'F=g h'])
})

test('--env-file reads a file beside the scenario, and -e comes after it', () => {
  const files = { 'web.env': '# comment\nA=1\nexport B="two words"\n\n' }
  expect(configOf('run --env-file web.env -e C=3 nginx', files)?.env).toEqual([
    'A=1',
    'B=two words',
    'C=3',
  ])
})

test('the options of Docker 1.10 without a meaning here are accepted and listed once', () => {
  const { ignoredKeys } = compileLine(
    'run -it --rm --cap-add NET_ADMIN --cap-add SYS_ADMIN --dns 8.8.8.8 busybox',
  )
  expect(ignoredKeys.map(({ message }) => message.split(' is ignored')[0])).toEqual([
    '--interactive',
    '--tty',
    '--rm',
    '--cap-add',
    '--dns',
  ])
})

test('a range in the name runs many containers of one service, a while apart', () => {
  const text = oneNode('timeline: [{ at: 10s, docker: "run --name web-{1..3} nginx", every: 2s }]')
  const { timeline, configs } = compileText(text).model
  expect(configs).toHaveLength(1)
  expect(timeline.map(({ atUs, action }) => [atUs / 1e6, action])).toEqual([
    [10, { type: 'container.run', name: 'web-1', service: 'web', config: 0, start: true }],
    [12, { type: 'container.run', name: 'web-2', service: 'web', config: 0, start: true }],
    [14, { type: 'container.run', name: 'web-3', service: 'web', config: 0, start: true }],
  ])
})

test('a container belongs to the service it is given, else to its name, else to its image', () => {
  const text = oneNode(
    'timeline:',
    '  - { at: 1s, docker: run --name a1 redis:3, service: cache }',
    '  - { at: 2s, docker: run --name b1 redis:3 }',
    '  - { at: 3s, docker: run library/redis:3 }',
  )
  const services = compileText(text).model.timeline.map(
    ({ action }) => 'service' in action && action.service,
  )
  expect(services).toEqual(['cache', 'b1', 'redis'])
})

test.each([
  ['create --name a nginx', { type: 'container.run', name: 'a', start: false }],
  ['start a', { type: 'container.start', target: 'a' }],
  ['stop -t 5 a', { type: 'container.stop', target: 'a' }],
  ['kill --signal=HUP a', { type: 'container.kill', target: 'a' }],
  ['pause a', { type: 'container.pause', target: 'a' }],
  ['unpause a', { type: 'container.unpause', target: 'a' }],
  ['rm -fv a', { type: 'container.rm', target: 'a', force: true, volumes: true }],
  ['rm a', { type: 'container.rm', target: 'a', force: false, volumes: false }],
  ['network create -d overlay front', { type: 'network.create', name: 'front', driver: 'overlay' }],
  [
    'volume create --name data -d flocker',
    { type: 'volume.create', name: 'data', driver: 'flocker' },
  ],
  ['-H tcp://swarm:3376 stop a', { type: 'container.stop', target: 'a' }],
])('docker %s', (line, action) => {
  expect(compileLine(line).model.timeline.map((entry) => entry.action)).toMatchObject([action])
})

test('a command may name several containers', () => {
  expect(
    compileLine('rm -f a b-{1..2}').model.timeline.map(
      ({ action }) => 'target' in action && action.target,
    ),
  ).toEqual(['a', 'b-1', 'b-2'])
})

test('a container nobody created is warned of, because an engine may have named it', () => {
  expect(compileLine('stop wbe').warnings.map(({ message }) => message)).toEqual([
    'no earlier entry creates a container "wbe"',
  ])
})

test('slash: original lets the value through that crashes the real manager', () => {
  const text = oneNode(
    'swarm: { slash: original }',
    'timeline: [{ at: 1s, docker: "run -e constraint:a==/ redis" }]',
  )
  expect(compileText(text).model.manager).toMatchObject({ slashCrash: true })
})
