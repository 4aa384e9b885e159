/**
 * Goal: a stack file that cannot be deployed is refused with everything that is wrong with it, in our
 * words and with Docker's own in brackets.
 * Method: a bad value for every key, and the exact line a person reads.
 */
import { describe, expect, test } from 'vitest'
import type { BadKey } from './bad-input/bad-stack.ts'
import { stackDeploys } from './bad-input/stack-deploys.ts'
import { stackFiles } from './bad-input/stack-files.ts'
import { stackServices } from './bad-input/stack-services.ts'
import { deployText, webFile } from './deploy-stack.ts'

describe('keys of a service', () => {
  const keys: readonly BadKey[] = [...stackServices, ...stackDeploys]
  test.each(keys)('%s', (lines, says) => {
    const file = webFile(lines)
    const hasImage = lines.startsWith('image:')
    const { errors } = deployText(hasImage ? file.replace('image: nginx', 'user: root') : file)
    expect(errors).toEqual([`stack.yml:${says}`])
  })
})

describe('whole files', () => {
  test.each(stackFiles)('%s', (_, says, file) => {
    expect(deployText(file).errors).toEqual([says])
  })
})

test('all mistakes of all files are reported at once, in the order of the files', () => {
  const { errors } = deployText(
    `services:
  web:
    image: Nginx
    ports: [99999]
    deploy: { replicas: two, resources: { limits: { cpus: 1 } } }
  db:
    build: .
    volumes: [data:/data]
networks: { lan: { drivr: overlay } }
`,
    {
      also: ['over.yml'],
      files: { 'over.yml': 'version: "3.7"\nservices: { web: { imge: a } }\n' },
    },
  )
  expect(errors).toEqual([
    'stack.yml:3:12: services.web.image: found "Nginx", expected an image name such as redis or postgres:9.4 (docker: invalid image reference for service web: invalid reference format)',
    'stack.yml:4:13: services.web.ports[0]: found 99999, expected ports such as 80, "8080:80" or "53:53/udp"',
    'stack.yml:5:25: services.web.deploy.replicas: found "two", expected a whole number (docker: services.web.deploy.replicas must be a integer)',
    'stack.yml:5:59: services.web.deploy.resources.limits.cpus: found 1, expected text in quotes (docker: services.web.deploy.resources.limits.cpus must be a string); did you mean "1"?',
    'stack.yml:6:3: services.db: found build without image, expected image: and the name of a pushed image (docker: invalid image reference for service db: no image specified)',
    'stack.yml:8:15: services.db.volumes[0]: found the unknown volume "data", expected a declared volume, but none is declared (docker: undefined volume "data")',
    'stack.yml:9:20: networks.lan.drivr: found the key drivr, expected one of name, driver, driver_opts, ipam, external, internal, attachable, labels (docker: networks.lan Additional property drivr is not allowed); did you mean driver?',
    'over.yml:1:10: version: found version 3.7, expected 3.13, as the first file has it (docker: version mismatched between two composefiles : 3.13 and 3.7)',
    'over.yml:2:20: services.web.imge: found the key imge, expected a key that docker stack deploy knows (docker: services.web Additional property imge is not allowed); did you mean image?',
  ])
})

test('a file that is not there is reported where it is named', () => {
  const { action, errors } = deployText('services: { web: { image: a } }', { also: ['gone.yml'] })
  expect(action).toBeUndefined()
  expect(errors).toEqual([
    'scenario.yaml:1:1: found "gone.yml", expected a Compose file that is there',
  ])
})

test('a scale for what is not there, is global or is too much is refused', () => {
  const text = 'services: { web: { image: a }, agent: { image: b, deploy: { mode: global } } }'
  const { errors } = deployText(text, { scale: { weg: 2, agent: 3, web: 3_000_000 } })
  expect(errors).toEqual([
    'scenario.yaml:1:1: found "weg", expected a service of the stack (agent, web); did you mean web?',
    'scenario.yaml:1:1: found a scale for agent, which is global, expected a replicated service (docker: scale can only be used with replicated or replicated-job mode)',
    'scenario.yaml:1:1: found 3000000, expected at most 2000000 tasks',
  ])
})
