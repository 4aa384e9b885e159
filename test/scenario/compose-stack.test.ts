/**
 * Compose files as `docker stack deploy` reads them: the services, networks, secrets and configs that
 * a swarm is asked for, under the names that the client of Docker 28 gives them.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deployText, stackOf, webFile, webOf } from './deploy-stack.ts'

const complete = readFileSync(new URL('compose/stack.yml', import.meta.url), 'utf8')
const files = { 'key.txt': 'secret', 'site.conf': 'server {}' }
const MiB = 1024 ** 2
const second = 1_000_000

test('every key that counts reaches the specification of the service', () => {
  const { services } = stackOf(complete, { files, environment: { REGION: 'north', TAG: '' } })
  expect(services[1]).toEqual({
    name: 'shop_web',
    mode: { type: 'replicated', replicas: 3 },
    task: {
      image: 'shop/web:1.0',
      env: ['MODE=production', 'REGION=north', 'WORKERS=4'],
      args: ['/entry.sh', 'serve', '--name', 'two words'],
      labels: { 'com.docker.stack.namespace': 'shop', tier: 'front' },
      mounts: [
        { type: 'volume', source: 'shop_data', target: '/data' },
        { type: 'bind', source: 'site', target: '/site' },
        { type: 'volume', source: '', target: '/tmp/cache' },
        { type: 'tmpfs', source: '', target: '/run' },
        { type: 'volume', source: 'cold-archive', target: '/archive' },
      ],
      limits: { nanoCpus: 500_000_000, memoryBytes: 128 * MiB },
      stopGraceUs: 90 * second,
      restart: {
        condition: 'on-failure',
        delayUs: 3 * second,
        maxAttempts: 4,
        windowUs: 30 * second,
      },
      placement: {
        constraints: ['node.role == worker', 'node.labels.disk != hdd'],
        preferences: ['node.labels.zone', 'node.labels.rack'],
        maxReplicas: 2,
        platforms: [],
      },
      reservations: {
        nanoCpus: 250_000_000,
        memoryBytes: 64 * MiB,
        generic: [{ kind: 'gpu', value: 2 }],
      },
      volumeDrivers: ['rexray'],
      networkDrivers: ['overlay'],
      logDriver: 'gelf',
      secrets: ['shared', 'shop_key'],
      configs: ['site-7'],
      networks: ['company', 'shop_front'],
      forceUpdate: 0,
    },
    ports: [
      { protocol: 'tcp', published: 0, target: 9000, mode: 'ingress' },
      { protocol: 'tcp', published: 8080, target: 80, mode: 'ingress' },
      { protocol: 'tcp', published: 8443, target: 443, mode: 'host' },
    ],
    update: {
      parallelism: 2,
      delayUs: second,
      failureAction: 'rollback',
      maxFailureRatio: 0.2,
      monitorUs: 2 * second,
      order: 'start-first',
    },
    rollback: {
      parallelism: 0,
      delayUs: 0,
      failureAction: 'pause',
      maxFailureRatio: 0,
      // The API takes 0 for none, and then five seconds count.
      monitorUs: 5 * second,
      order: 'stop-first',
    },
  })
})

test('networks come first, then secrets, then configs; external and unused ones are left out', () => {
  const { objects } = stackOf(complete, { files })
  expect(objects).toEqual([
    { kind: 'network', name: 'shop_default' },
    { kind: 'network', name: 'shop_front' },
    { kind: 'secret', name: 'shop_key' },
    { kind: 'config', name: 'site-7' },
  ])
})

test('services come in the order of their names, and those without networks are on the default one', () => {
  const { services } = stackOf(complete, { files })
  expect(services.map(({ name, task }) => [name, ...task.networks])).toEqual([
    ['shop_db', 'shop_default'],
    ['shop_web', 'company', 'shop_front'],
  ])
})

test('a service that says nothing has one replica and the policies of swarm mode', () => {
  expect(webOf('')).toEqual({
    name: 'shop_web',
    mode: { type: 'replicated', replicas: 1 },
    task: {
      image: 'nginx',
      env: [],
      args: [],
      labels: { 'com.docker.stack.namespace': 'shop' },
      mounts: [],
      limits: { nanoCpus: 0, memoryBytes: 0 },
      stopGraceUs: 10 * second,
      restart: { condition: 'any', delayUs: 5 * second, maxAttempts: 0, windowUs: 0 },
      placement: { constraints: [], preferences: [], maxReplicas: 0, platforms: [] },
      reservations: { nanoCpus: 0, memoryBytes: 0, generic: [] },
      volumeDrivers: [],
      networkDrivers: ['overlay'],
      logDriver: '',
      secrets: [],
      configs: [],
      networks: ['shop_default'],
      forceUpdate: 0,
    },
    ports: [],
    update: expect.objectContaining({ parallelism: 1, failureAction: 'pause' }),
    rollback: expect.objectContaining({ parallelism: 1, failureAction: 'pause' }),
  })
})

test.each([
  ['replicated', 'replicas: 4', { type: 'replicated', replicas: 4 }],
  ['replicated', 'replicas: 0', { type: 'replicated', replicas: 0 }],
  ['global', '', { type: 'global' }],
  [
    'replicated-job',
    'replicas: 6',
    { type: 'replicated-job', maxConcurrent: 6, totalCompletions: 6 },
  ],
  ['replicated-job', '', { type: 'replicated-job', maxConcurrent: 1, totalCompletions: 1 }],
  ['global-job', '', { type: 'global-job' }],
])('mode %s with %s', (mode, replicas, expected) => {
  expect(webOf(`deploy:\n  mode: ${mode}\n  ${replicas}`).mode).toEqual(expected)
})

test('a scale replaces the replicas of the file', () => {
  const two =
    'services: { web: { image: nginx }, job: { image: job, deploy: { mode: replicated-job } } }'
  const { services } = stackOf(two, { scale: { web: 5, job: 2 } })
  expect(services.map(({ mode }) => mode)).toEqual([
    { type: 'replicated-job', maxConcurrent: 2, totalCompletions: 2 },
    { type: 'replicated', replicas: 5 },
  ])
})

test('variables count as numbers where numbers belong', () => {
  const lines = `read_only: \${READ_ONLY}
deploy:
  replicas: \${REPLICAS:-3}
  update_config: { parallelism: "\${BATCH}", max_failure_ratio: "\${RATIO}" }
ports: [{ target: "\${PORT}", published: "\${PORT}" }]`
  const environment = { BATCH: '2', RATIO: '0.5', PORT: '80', READ_ONLY: 'true' }
  const { mode, update, ports } = webOf(lines, { environment })
  expect(mode).toEqual({ type: 'replicated', replicas: 3 })
  expect(update).toMatchObject({ parallelism: 2, maxFailureRatio: 0.5 })
  expect(ports).toEqual([{ protocol: 'tcp', published: 80, target: 80, mode: 'ingress' }])
})

test('a variable that only .env sets is empty, and that is said', () => {
  const { action, warnings } = deployText(webFile('labels: { tag: "$TAG" }'), {
    files: { '.env': 'TAG=7\n' },
  })
  expect(action?.services[0]?.task.labels).toMatchObject({ tag: '' })
  expect(warnings).toEqual([
    'stack.yml:1:1: docker stack deploy does not read .env, which sets TAG',
    'stack.yml:4:20: services.web.labels.tag: TAG has no value: it becomes empty, as in Compose',
  ])
})

test('the environment fills in variables without a value, and empty ones too; files come first', () => {
  const { task } = webOf('env_file: [a.env, b.env]\nenvironment: ["A", "B=", "C=3", "D"]', {
    files: { 'a.env': 'X=1\nC=1\n', 'b.env': 'X=2\nY\n' },
    environment: { A: '1', B: '2', C: '9' },
  })
  expect(task.env).toEqual(['A=1', 'B=2', 'C=3', 'D', 'X=2', 'Y'])
})

test('later files lie on top: lists of placement add up, single values are replaced', () => {
  const over = `services:
  web:
    environment: { MODE: test }
    ports: ["81:80"]
    volumes: ["other:/data"]
    logging: { options: { tag: x } }
    deploy:
      replicas: 5
      placement: { constraints: [node.labels.disk==ssd] }
      update_config: { delay: 9s }
  worker: { image: worker }
volumes: { other: , data: { labels: { a: b } } }
`
  const base = `${webFile(`environment: [MODE=production, OTHER=1]
ports: ["80:80"]
volumes: ["data:/data"]
logging: { driver: gelf }
deploy:
  replicas: 2
  placement: { constraints: [node.role==worker] }
  update_config: { parallelism: 3 }`)}volumes: { data: { driver: nfs } }\n`
  const { services } = stackOf(base, { also: ['over.yml'], files: { 'over.yml': over } })
  const [web, worker] = services
  expect(worker?.name).toBe('shop_worker')
  expect(web?.mode).toEqual({ type: 'replicated', replicas: 5 })
  expect(web?.update).toMatchObject({ parallelism: 3, delayUs: 9 * second })
  expect(web?.ports.map(({ published }) => published)).toEqual([80, 81])
  expect(web?.task).toMatchObject({
    env: ['MODE=test', 'OTHER=1'],
    mounts: [{ source: 'shop_other', target: '/data' }],
    logDriver: 'gelf',
    placement: { constraints: ['node.role==worker', 'node.labels.disk==ssd'] },
  })
})

test('what a service extends is deployed, and that Docker refuses it is said', () => {
  const base = 'services: { common: { image: nginx, environment: [A=1], deploy: { replicas: 2 } } }'
  const { action, warnings } = deployText(
    'services: { web: { extends: { file: base.yml, service: common }, environment: [B=2] } }',
    { files: { 'base.yml': base } },
  )
  expect(action?.services).toHaveLength(1)
  expect(action?.services[0]).toMatchObject({
    mode: { type: 'replicated', replicas: 2 },
    task: { image: 'nginx', env: ['A=1', 'B=2'] },
  })
  expect(warnings).toEqual([
    'stack.yml:1:20: services.web.extends: docker: Support for `extends` is not implemented yet. What docker compose config makes of the file is deployed here',
  ])
})

test.each([
  [
    'always',
    { condition: 'any', maxAttempts: 0 },
    'it counts as deploy.restart_policy.condition any',
  ],
  [
    'unless-stopped',
    { condition: 'any', maxAttempts: 0 },
    'it counts as deploy.restart_policy.condition any',
  ],
  [
    'on-failure:3',
    { condition: 'on-failure', maxAttempts: 3 },
    'it counts as deploy.restart_policy.condition on-failure',
  ],
  [
    '"no"',
    { condition: 'any', maxAttempts: 0 },
    'tasks are restarted all the same; deploy: {restart_policy: {condition: none}} keeps them down',
  ],
])('restart: %s is said to be ignored, and yet counts', (policy, expected, effect) => {
  const { action, warnings } = deployText(webFile(`restart: ${policy}`))
  expect(action?.services[0]?.task.restart).toMatchObject(expected)
  expect(warnings).toEqual([
    `stack.yml:4:5: services.web.restart: docker: Ignoring unsupported options: restart (${effect})`,
  ])
})

test('restart: does not count beside a policy of deploy', () => {
  const lines = 'restart: always\ndeploy: { restart_policy: { condition: none } }'
  const { action, warnings } = deployText(webFile(lines))
  expect(action?.services[0]?.task.restart.condition).toBe('none')
  expect(warnings[0]).toContain('(deploy.restart_policy counts)')
})

test('keys that Docker reads over are named once, in its words', () => {
  const lines = `build: .
container_name: web-1
devices: [/dev/fuse]
expose: [80]
links: [db]
network_mode: host
privileged: true
security_opt: [seccomp:unconfined]
userns_mode: host`
  const { errors, warnings } = deployText(webFile(lines))
  expect(errors).toEqual([])
  expect(warnings.map((line) => line.slice(line.indexOf('docker:')))).toEqual([
    'docker: Ignoring unsupported options: build (the image must have been built and pushed)',
    'docker: Ignoring deprecated options: container_name: Setting the container name is not supported.',
    'docker: Ignoring unsupported options: devices',
    "docker: Ignoring deprecated options: expose: Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
    'docker: Ignoring unsupported options: links (services reach each other by name on a common network)',
    'docker: Ignoring unsupported options: network_mode (name an external network such as host under networks)',
    'docker: Ignoring unsupported options: privileged',
    'docker: Ignoring unsupported options: security_opt',
    'docker: Ignoring unsupported options: userns_mode',
  ])
})

test('keys that swarm mode uses for what is not simulated are listed with their reason', () => {
  const lines = 'healthcheck: { test: "true" }\ndepends_on: [db]\ntmpfs: /run\nhostname: web'
  const { ignored } = deployText(webFile(lines))
  expect(ignored).toEqual([
    'stack.yml:4:5: services.web.healthcheck: healthcheck is ignored: containers are healthy once they run',
    'stack.yml:5:5: services.web.depends_on: depends_on is ignored: docker stack deploy creates the services in any order and waits for none',
    'stack.yml:6:5: services.web.tmpfs: tmpfs is ignored: docker stack deploy reads over it; volumes: with type: tmpfs works',
    'stack.yml:7:5: services.web.hostname: hostname is ignored: it does not change placement or rescheduling',
  ])
})

test('missing files of secrets, configs and environments are warnings: their content does not count', () => {
  const { action, errors, warnings } = deployText(
    `${webFile('secrets: [key]\nenv_file: web.env')}secrets: { key: { file: key.txt } }\n`,
  )
  expect(errors).toEqual([])
  expect(action?.objects).toContainEqual({ kind: 'secret', name: 'shop_key' })
  expect(warnings).toEqual([
    'stack.yml:5:15: services.web.env_file: there is no file "web.env": docker stack deploy would end here; its variables are missing from the tasks',
    'stack.yml:6:25: secrets.key.file: there is no file "key.txt": docker stack deploy would end here; the secret is taken as created',
  ])
})

test('a host address of a port is dropped with a warning, as Docker does', () => {
  const { action, warnings } = deployText(webFile('ports: ["127.0.0.1:8080:80"]'))
  expect(action?.services[0]?.ports).toEqual([
    { protocol: 'tcp', published: 8080, target: 80, mode: 'ingress' },
  ])
  expect(warnings[0]).toContain('docker: ignoring IP-address (127.0.0.1:8080:80)')
})

test('expressions of classic Swarm are passed on, with a word that they mean nothing', () => {
  const { action, warnings } = deployText(webFile('environment: ["constraint:disk==ssd"]'))
  expect(action?.services[0]?.task.env).toEqual(['constraint:disk==ssd'])
  expect(warnings[0]).toContain('means nothing to swarm mode: deploy.placement.constraints does')
})

test('external things keep their names, in the old form too', () => {
  const { services, objects } = stackOf(`${webFile(`networks: [a, b]
secrets: [c]
volumes: ["d:/d"]`)}networks: { a: { external: { name: lan } }, b: { external: true } }
secrets: { c: { external: { name: the-key } } }
volumes: { d: { external: true } }
`)
  expect(services[0]?.task).toMatchObject({
    networks: ['b', 'lan'],
    networkDrivers: [],
    secrets: ['the-key'],
    mounts: [{ source: 'd' }],
  })
  expect(objects).toEqual([])
})
