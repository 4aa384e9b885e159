/**
 * Compose files of the real world as stacks of swarm mode, when a folder of them lies beside the
 * repository: what `docker stack deploy` takes is deployed, the rest is refused for its reasons. The
 * folder is not part of the repository, so its absence is no failure.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { deployText } from './deploy-stack.ts'

const folder = fileURLToPath(new URL('../../../shared/data/compose/', import.meta.url))
const isThere = existsSync(folder)

const noImage = 'no image specified'
const noListOfServices = 'depends_on must be a list'

/** Why Docker refuses the file; nothing if it takes it. */
const refusals: readonly (readonly [string, readonly string[]])[] = [
  ['apache-php.yaml', [noImage]],
  ['django.yaml', [noImage]],
  ['fastapi.yaml', [noImage]],
  ['flask.yaml', [noImage]],
  ['minecraft.yaml', []],
  ['nextcloud-redis-mariadb.yaml', []],
  ['nginx-flask-mongo.yaml', [noImage]],
  ['nginx-golang-mysql.yaml', [noImage, noListOfServices]],
  ['nginx-golang.yaml', [noImage]],
  ['nginx-wsgi-flask.yaml', [noImage, noImage]],
  // Its variables have no values here.
  ['plex.yaml', ['empty section between colons']],
  ['postgresql-pgadmin.yaml', []],
  ['react-express-mongodb.yaml', [noImage, noImage]],
  ['react-java-mysql.yaml', [noImage, noListOfServices, noImage]],
  ['react-rust-postgres.yaml', ['Additional property name is not allowed', noImage, noImage]],
  ['sparkjava.yaml', [noImage]],
  ['traefik-golang.yaml', [noImage]],
  ['voting-app-2016-v2.yaml', ['unsupported Compose file version: 2']],
  ['voting-app-2017-stack-v3.yaml', []],
  [
    'wasmedge-kafka-mysql.yaml',
    ['Additional property platform is not allowed', 'Additional property runtime is not allowed'],
  ],
  ['wireguard.yaml', []],
]

describe('given Compose files', () => {
  if (!isThere) {
    test('deploy', ({ skip }) => skip('no folder of Compose files lies beside the repository'))
    return
  }

  test.each(refusals)('%s as a stack', (name, expected) => {
    const { action, errors } = deployText(readFileSync(`${folder}${name}`))
    expect(errors).toHaveLength(expected.length)
    for (const [index, reason] of expected.entries()) expect(errors[index]).toContain(reason)
    if (expected.length === 0) expect(action?.services.length).toBeGreaterThan(0)
  })

  test('plex.yaml deploys once its variables have values', () => {
    const { action, errors } = deployText(readFileSync(`${folder}plex.yaml`), {
      environment: { PLEX_MEDIA_PATH: '/media' },
    })
    expect(errors).toEqual([])
    expect(action?.services[0]?.task.mounts[0]).toEqual({
      type: 'bind',
      source: '/media',
      target: '/media/',
    })
  })

  test('the voting application deploys with its updates, policies and the database on a manager', () => {
    const content = readFileSync(`${folder}voting-app-2017-stack-v3.yaml`)
    const { action, warnings } = deployText(content, { stack: 'vote' })
    expect(warnings).toEqual([])
    expect(action?.objects).toEqual([
      { kind: 'network', name: 'vote_back-tier' },
      { kind: 'network', name: 'vote_front-tier' },
    ])
    const told = action?.services.map(({ name, mode, task, update }) => {
      const { condition, delayUs, maxAttempts } = task.restart
      const replicas = mode.type === 'replicated' ? mode.replicas : mode.type
      const { parallelism, delayUs: waitUs } = update
      return [name, replicas, `${condition} ${delayUs} ${maxAttempts}`, `${parallelism} ${waitUs}`]
    })
    expect(told).toEqual([
      ['vote_db', 1, 'any 5000000 0', '1 0'],
      ['vote_redis', 2, 'on-failure 5000000 0', '2 10000000'],
      ['vote_result', 2, 'on-failure 5000000 0', '2 10000000'],
      ['vote_vote', 2, 'on-failure 5000000 0', '2 0'],
      ['vote_worker', 1, 'on-failure 10000000 3', '1 0'],
    ])
    const [db] = action?.services ?? []
    expect(db?.task.placement.constraints).toEqual(['node.role == manager'])
    expect(db?.task.mounts).toEqual([
      { type: 'volume', source: 'vote_db-data', target: '/var/lib/postgresql/data' },
    ])
  })
})
