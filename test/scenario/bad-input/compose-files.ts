/** Compose files and the commands that use them. */
import { app, at, type Case, node } from './case.ts'

const compose = (text: string): Pick<Case, 'input' | 'files'> => ({
  input: app,
  files: { 'shop.yml': text },
})
export const composeFiles: readonly Case[] = [
  {
    title: 'a Compose file that is not there',
    input: app,
    says: [
      'scenario.yaml:2:19: apps[0].compose: found "shop.yml", expected a Compose file that is there',
    ],
  },
  {
    title: 'an unknown key of a service',
    ...compose('services:\n  web:\n    image: nginx\n    enviroment: {}\n'),
    says: [
      'shop.yml:4:5: services.web.enviroment: found the unknown key enviroment, expected a key that Compose knows; did you mean environment?',
    ],
  },
  {
    title: 'a key of version 1 in a later file',
    ...compose('services:\n  web:\n    image: nginx\n    net: host\n'),
    says: [
      'shop.yml:4:5: services.web.net: found the unknown key net, expected network_mode, as a file with services: calls it; did you mean network_mode?',
    ],
  },
  {
    title: 'an unknown key under deploy',
    ...compose('services:\n  web:\n    image: nginx\n    deploy: { replica: 2 }\n'),
    says: [
      'shop.yml:4:15: services.web.deploy.replica: found the unknown key replica, expected one of mode, endpoint_mode, replicas, labels, rollback_config, update_config, resources, restart_policy, placement; did you mean replicas?',
    ],
  },
  {
    title: 'a version there never was',
    ...compose('version: "1"\nservices: { web: { image: nginx } }\n'),
    says: [
      'shop.yml:1:10: version: found "1", expected a version such as "2" or "3.8" (version 1 files have no version key)',
    ],
  },
  {
    title: 'neither image nor build',
    ...compose('services:\n  web:\n    ports: ["80"]\n'),
    says: ['shop.yml:2:3: services.web: found neither image nor build, expected one of them'],
  },
  {
    title: 'services that wait for each other',
    ...compose(
      'services:\n  web: { image: a, depends_on: [db] }\n  db: { image: b, links: [web] }\n',
    ),
    says: [
      'shop.yml:3:27: services.db.links[0]: found a circle: web -> db -> web, expected services that do not wait for each other',
    ],
  },
  {
    title: 'services that extend each other',
    ...compose('services:\n  a: { image: x, extends: b }\n  b: { extends: { service: a } }\n'),
    says: [
      'shop.yml:2:27: services.a.extends: found a circle: a -> b -> a, expected services that do not extend themselves',
    ],
  },
  {
    title: 'a service that needs an unknown one',
    ...compose('services:\n  web: { image: a, depends_on: [database] }\n  datbase: { image: b }\n'),
    says: [
      'shop.yml:2:33: services.web.depends_on[0]: found the unknown service "database", expected one of web, datbase; did you mean datbase?',
    ],
  },
  {
    title: 'an undeclared network',
    ...compose('services:\n  web: { image: a, networks: [front] }\n'),
    says: [
      'shop.yml:2:31: services.web.networks[0]: found the unknown network "front", expected one of default',
    ],
  },
  {
    title: 'an undeclared volume',
    ...compose('services:\n  web: { image: a, volumes: ["data:/data"] }\n'),
    says: [
      'shop.yml:2:30: services.web.volumes[0]: found the unknown volume "data", expected a declared volume, but none is declared',
    ],
  },
  {
    title: 'a port that is none',
    ...compose('services:\n  web:\n    image: a\n    ports: ["eighty"]\n'),
    says: [
      'shop.yml:4:13: services.web.ports[0]: found "eighty", expected ports such as 80, "8080:80" or "127.0.0.1:53:53/udp"',
    ],
  },
  {
    title: 'a variable that must be set',
    ...compose(`services:\n  web:\n    image: "a:\${TAG:?say which}"\n`),
    says: ['shop.yml:3:17: services.web.image: found no value for TAG, expected say which'],
  },
  {
    title: 'a lone dollar sign',
    ...compose('services:\n  web:\n    image: a\n    labels: { price: "5 $" }\n'),
    says: [
      `shop.yml:4:25: services.web.labels.price: found a lone $, expected $$ for a dollar sign, or \${NAME}`,
    ],
  },
  {
    title: 'a constraint of / in a Compose file',
    ...compose('services:\n  web:\n    image: a\n    environment: ["constraint:disk==~/"]\n'),
    says: [
      'shop.yml:4:19: services.web.environment[0]: found the value "~/" in "disk==~/", expected a word, a glob or /a regular expression/ (the real manager crashes on it and never schedules again; swarm: {slash: original} reproduces that)',
    ],
  },
  {
    title: 'a scaled service with a fixed name',
    input: `${node}apps: [{ compose: shop.yml, scale: { web: 2 } }]\n`,
    files: { 'shop.yml': 'services:\n  web: { image: a, container_name: web }\n' },
    says: [
      'scenario.yaml:2:43: apps[0].scale.web: found 2 containers of web, expected at most one (container_name fixes the name web)',
    ],
  },
  {
    title: 'an unknown service in scale',
    input: app + at('{ at: 1m, docker: docker-compose scale wep=2 }'),
    files: { 'shop.yml': 'services:\n  web: { image: a }\n' },
    says: [
      'scenario.yaml:4:44: timeline[0].docker: found "wep", expected a service of shop (web); did you mean web?',
    ],
  },
  {
    title: 'an unknown project',
    input: app + at('{ at: 1m, docker: docker-compose -p shoop down }'),
    files: { 'shop.yml': 'services:\n  web: { image: a }\n' },
    says: [
      'scenario.yaml:4:41: timeline[0].docker: found "shoop", expected a project of this scenario (shop); did you mean shop?',
    ],
  },
  {
    title: 'one project twice',
    input: `${node}apps: [{ compose: shop.yml }, { compose: shop.yml }]\n`,
    files: { 'shop.yml': 'services:\n  web: { image: a }\n' },
    says: [
      'scenario.yaml:2:42: apps[1].compose: found the project shop a second time, expected project: and another name',
    ],
  },
]
