/**
 * Compose files of three generations: the containers, names and configurations that Compose 1.6 would
 * ask Swarm for.
 */
import { expect, test } from 'vitest'
import { bringUp, withFile } from './bring-up.ts'

test('version 1: what others need is created first, and names are project_service_number', () => {
  const { names: containers, up } = bringUp('{ compose: version-1.yml, project: v1 }')
  expect(containers).toEqual(['v1_data_1', 'v1_store_1', 'v1_cache_1', 'v1_web_1'])
  expect(up).toMatchObject({ networks: [], volumes: [] })
})

test('version 1: links, shared networks and volumes name the first container of a service', () => {
  const { configOf } = bringUp('{ compose: version-1.yml, project: v1 }')
  expect(configOf('web')).toMatchObject({
    image: 'v1_web',
    links: ['v1_cache_1:cache', 'v1_store_1:database'],
    cpus: 1,
    memoryBytes: 256 * 1024 ** 2,
    env: ['MODE=production', 'DEBUG=false'],
    networkMode: '',
    volumes: ['.:/code'],
  })
  expect(configOf('cache')?.networkMode).toBe('container:v1_store_1')
  expect(configOf('store')).toMatchObject({
    volumesFrom: ['v1_data_1'],
    restartPolicy: 'on-failure:5',
  })
})

test('version 2: networks and volumes are created under their full names, used and own ones only', () => {
  const { up } = bringUp('{ compose: version-2.yml, project: v2 }')
  expect(up.networks).toEqual([
    { name: 'v2_back', driver: 'weave' },
    { name: 'v2_front', driver: '' },
  ])
  expect(up.volumes).toEqual([{ name: 'v2_posts', driver: 'flocker' }])
})

test('version 2: a container is on the first network of its service', () => {
  const { configOf } = bringUp('{ compose: version-2.yml, project: v2 }')
  expect(configOf('proxy')?.networkMode).toBe('v2_front')
  expect(configOf('shop')?.networkMode).toBe('container:v2_blog_1')
  expect(configOf('blog')).toMatchObject({
    image: 'v2_blog',
    exposed: ['9000/tcp', '9001/tcp'],
    volumes: ['v2_posts:/posts', 'shared-cache:/cache:ro', '/tmp'],
    volumesFrom: ['keeper:ro'],
    links: ['legacy:old'],
    networkMode: 'v2_back',
  })
})

test('constraints, affinities and policies stay in the environment, where Swarm reads them', () => {
  const { configOf } = bringUp('{ compose: version-2.yml, project: v2 }')
  expect(configOf('shop')?.env).toEqual([
    'constraint:storage==ssd',
    'affinity:container!=*shop*',
    'reschedule:on-node-failure',
    'CURRENCY=EUR',
  ])
})

test('expressions may also be written as a map', () => {
  const { configOf } = withFile(`services:
  web:
    image: nginx
    environment: { "reschedule:on-node-failure": , "constraint:storage==ssd": "", "affinity:image": "=redis", A: 1 }
`)
  expect(configOf('web')?.env).toEqual([
    'reschedule:on-node-failure',
    'constraint:storage==ssd',
    'affinity:image==redis',
    'A=1',
  ])
})

test('every container carries the labels by which Compose knows it', () => {
  expect(bringUp('{ compose: version-2.yml, project: v2 }').configOf('proxy')?.labels).toEqual({
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.project': 'v2',
    'com.docker.compose.service': 'proxy',
  })
})

test('today: replicas, reservations, merge keys, variables and long forms', () => {
  const { configOf, names: containers } = bringUp('{ compose: today.yaml }', {
    environment: { TAG: '7', COLOUR: 'red' },
  })
  expect(containers).toEqual([
    'todayshop_db_1',
    'todayshop_api_1',
    'todayshop_api_2',
    'todayshop_api_3',
  ])
  expect(configOf('api')).toMatchObject({
    image: 'hub.example/api:7',
    restartPolicy: 'unless-stopped',
    env: ['PRICE=5 $', 'COLOUR=red', 'LOG=info', 'constraint:disk==ssd', 'constraint:node!=node-9'],
    cpus: 3,
    memoryBytes: 256 * 1024 ** 2,
    ports: [
      { containerPort: '80/tcp', hostIp: '127.0.0.1', hostPort: '8080' },
      { containerPort: '9000/udp', hostIp: '', hostPort: '9000' },
      { containerPort: '9001/udp', hostIp: '', hostPort: '9001' },
    ],
    volumes: ['todayshop_uploads:/uploads:ro', './conf:/conf'],
    networkMode: 'todayshop_default',
  })
  expect(configOf('db')).toMatchObject({
    cpus: 2,
    memoryBytes: 1024 ** 3,
    labels: { tier: 'data', solo: '' },
  })
})

test('today: what classic Swarm cannot do is said, with its reason', () => {
  const { warnings } = bringUp('{ compose: today.yaml }')
  expect(warnings.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '32: 2.5 CPUs count as 3: classic Swarm counts whole CPUs',
    '38: the constraint "node.role == worker" is ignored: classic Swarm knows labels and names of nodes, not roles or platforms',
    '42: 1.5 CPUs count as 2: classic Swarm counts whole CPUs',
    '46: admin is left out: COMPOSE_PROFILES does not name debug',
  ])
})

test('keys without a meaning are listed once each', () => {
  const { ignoredKeys } = bringUp('{ compose: version-1.yml, project: v1 }')
  expect(ignoredKeys.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '4: dockerfile is ignored: it does not change placement or rescheduling',
    '5: command is ignored: it does not change placement or rescheduling',
    '19: log_driver is ignored: it does not change placement or rescheduling',
  ])
})

test('extends builds upon a service of another file, and of the same one', () => {
  const { configOf, names: containers } = bringUp('{ compose: extending.yml, project: x }')
  expect(containers).toEqual(['x_web_1', 'x_worker_1'])
  expect(configOf('web')).toMatchObject({
    image: 'example/app:1',
    env: ['FROM_FILE=1', 'ROLE=web', 'KEEP=yes'],
    memoryBytes: 128 * 1024 ** 2,
  })
  expect(configOf('web')?.ports.map(({ containerPort }) => containerPort)).toEqual([
    '80/tcp',
    '443/tcp',
  ])
  expect(configOf('worker')?.memoryBytes).toBe(512 * 1024 ** 2)
})

test('files lie on top of each other, as with several -f', () => {
  const files = {
    'a.yml': 'services: { web: { image: a, environment: { A: 1, B: 1 }, mem_limit: 64m } }',
    'b.yml': 'services: { web: { environment: { B: 2 } }, db: { image: b } }',
  }
  const { configOf, names: containers } = bringUp('{ compose: [a.yml, b.yml], project: p }', {
    files,
  })
  expect(containers).toEqual(['p_web_1', 'p_db_1'])
  expect(configOf('web')).toMatchObject({
    image: 'a',
    env: ['A=1', 'B=2'],
    memoryBytes: 64 * 1024 ** 2,
  })
})

test('include brings the services of another file', () => {
  const files = { 'db.yml': 'services: { db: { image: postgres } }' }
  const { names: containers } = withFile(
    'include: [db.yml]\nservices: { web: { image: nginx, depends_on: [db] } }',
    files,
  )
  expect(containers).toEqual(['shop_db_1', 'shop_web_1'])
})

test('an env_file that is missing is warned of', () => {
  const { warnings } = withFile(
    'services: { web: { image: a, env_file: [gone.env, { path: may.env, required: false }] } }',
  )
  expect(warnings.map(({ message }) => message)).toEqual([
    'there is no file "gone.env": its variables are missing from the containers',
  ])
})

test.each([
  ['{ compose: apps/my-shop/docker-compose.yml }', 'myshop'],
  ['{ compose: ./docker-compose.yml }', 'scenario'],
  ['{ compose: my_shop.yml }', 'myshop'],
  ['{ compose: my_shop.yml, project: blue }', 'blue'],
])('the project of %s is %s', (app, project) => {
  const text = 'services: { web: { image: a } }'
  const files = {
    'apps/my-shop/docker-compose.yml': text,
    'docker-compose.yml': text,
    'my_shop.yml': text,
  }
  expect(bringUp(app, { files }).up.project).toBe(project)
})

test('scale says how many; a fixed name stays as it is', () => {
  const files = {
    'shop.yml':
      'services: { web: { image: a, scale: 2 }, api: { image: b }, db: { image: c, container_name: data } }',
  }
  expect(bringUp('{ compose: shop.yml, scale: { api: 3 } }', { files }).names).toEqual([
    'shop_web_1',
    'shop_web_2',
    'shop_api_1',
    'shop_api_2',
    'shop_api_3',
    'data',
  ])
})

test('a service tied to two others is warned of: they may be placed apart', () => {
  const { warnings } = withFile(
    'services:\n  w: { image: a, links: [x, y] }\n  x: { image: b }\n  y: { image: c }\n',
  )
  expect(warnings.map(({ message }) => message)).toEqual([
    'w must be on one node with x and y, which may be placed apart: then there is no place for it',
  ])
})

test('shares written as a weight are warned of: classic Swarm takes them for CPUs', () => {
  const { warnings } = withFile('services: { web: { image: a, cpu_shares: 1024 } }')
  expect(warnings.map(({ message }) => message)).toEqual([
    'cpu_shares: 1024 asks classic Swarm for 1024 CPUs, and no node has more than 4',
  ])
})

test('a constraint on a label that no node has is warned of once', () => {
  const service = '{ image: a, environment: ["constraint:storagedrive==aufs"] }'
  const { warnings } = withFile(`services: { web: ${service}, api: ${service} }`)
  expect(warnings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'services.web.environment[0]: no node has the label storagedrive; did you mean storagedriver?',
  ])
})

test('a name that is none is left out, with a warning', () => {
  const { names, warnings } = withFile('services: { web: { image: a, container_name: _web } }')
  expect(names).toEqual(['shop_web_1'])
  expect(warnings.map(({ message }) => message)).toEqual([
    '"_web" is no name of a container: the usual name is taken',
  ])
})
