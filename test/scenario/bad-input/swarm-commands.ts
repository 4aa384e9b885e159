/** Docker command lines of swarm mode. */
import { at, type Case, swarmLine, three } from './case.ts'

export const swarmCommands: readonly Case[] = [
  {
    title: 'a container on one engine',
    input: swarmLine('run -d redis'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found run, a command of classic Swarm, expected a command of swarm mode (it is about one engine, not the swarm: docker service create asks the swarm)',
    ],
  },
  {
    title: 'docker-compose',
    input: swarmLine('docker-compose up -d'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker-compose, expected docker stack deploy -c FILE NAME (it starts containers on one engine, outside of the swarm)',
    ],
  },
  {
    title: 'the compose plugin',
    input: swarmLine('docker compose -f x.yml up'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker compose, expected docker stack deploy -c FILE NAME (it starts containers on one engine, outside of the swarm)',
    ],
  },
  {
    title: 'a command that only looks',
    input: swarmLine('service ls'),
    says: [
      'scenario.yaml:5:32: timeline[1].docker: found docker service ls, expected docker service create, docker service update, docker service scale, docker service rollback, docker service rm',
    ],
  },
  {
    title: 'an unknown command',
    input: swarmLine('servce create redis'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found the command "servce", expected one of service create, service update, service scale, service rollback, service rm, stack deploy, stack rm, node update, node promote, node demote, node rm, secret create, secret rm, config create, config rm, network create, network rm, swarm init, swarm update, swarm join, swarm leave, swarm join-token, swarm ca, swarm unlock, swarm unlock-key; did you mean service?',
    ],
  },
  {
    title: 'an unknown option of a service',
    input: swarmLine('service create --replica 3 nginx'),
    says: [
      'scenario.yaml:5:39: timeline[1].docker: found the unknown option --replica, expected an option of docker service create; did you mean --replicas?',
    ],
  },
  {
    title: 'values of options',
    input: swarmLine(
      'service create --replicas some --mode globl --restart-condition always --update-order first --reserve-cpu x --limit-memory 1m nginx',
    ),
    says: [
      'scenario.yaml:5:50: timeline[1].docker: found "some", expected a whole number of at least 0',
      'scenario.yaml:5:62: timeline[1].docker: found "globl", expected one of replicated, global, replicated-job, global-job; did you mean global?',
      'scenario.yaml:5:88: timeline[1].docker: found "always", expected one of none, on-failure, any',
      'scenario.yaml:5:110: timeline[1].docker: found "first", expected one of stop-first, start-first',
      'scenario.yaml:5:130: timeline[1].docker: found "x", expected a number of CPUs such as 0.5 or 2',
      'scenario.yaml:5:147: timeline[1].docker: found "1m", expected a size of at least 4m, below which the engine refuses it',
    ],
  },
  {
    title: 'places and resources',
    input: swarmLine(
      'service create -p 80:80:80:80 --constraint disk==ssd --placement-pref zone --mount type=volum,target=/x --generic-resource gpu nginx',
    ),
    says: [
      'scenario.yaml:5:42: timeline[1].docker: found "80:80:80:80", expected ports such as 80, 8080:80, 53:53/udp or published=8080,target=80,mode=host',
      'scenario.yaml:5:67: timeline[1].docker: found "disk==ssd", expected a constraint on one of node.id, node.hostname, node.role, node.ip, node.platform.os, node.platform.arch, node.labels.X, engine.labels.X; did you mean node.labels.disk==ssd?',
      'scenario.yaml:5:94: timeline[1].docker: found "zone", expected spread= and a label, such as spread=node.labels.zone',
      'scenario.yaml:5:107: timeline[1].docker: found "type=volum,target=/x", expected one of volume, bind, tmpfs; did you mean volume?',
      'scenario.yaml:5:147: timeline[1].docker: found "gpu", expected a resource and a number, such as gpu=2',
    ],
  },
  {
    title: 'a number of tasks for a global service',
    input: swarmLine('service create --mode global --replicas 2 --max-concurrent 2 nginx'),
    says: [
      'scenario.yaml:5:64: timeline[1].docker: found "2", expected no --replicas (a global service has one task on every node)',
      'scenario.yaml:5:83: timeline[1].docker: found "2", expected no --max-concurrent (only a replicated-job has it)',
    ],
  },
  {
    title: 'an update of a job',
    input: swarmLine('service create --mode replicated-job --update-delay 2s nginx'),
    says: [
      'scenario.yaml:5:76: timeline[1].docker: found "2s", expected no --update-delay (a job is not updated, it runs again)',
    ],
  },
  {
    title: 'a service without an image',
    input: swarmLine('service create --name x'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker service create without an image, expected an image after the options',
    ],
  },
  {
    title: 'a service name that is none',
    input: swarmLine('service create --name -x nginx'),
    says: [
      'scenario.yaml:5:46: timeline[1].docker: found "-x", expected a name of letters, digits, dashes, dots and underscores',
    ],
  },
  {
    title: 'a service nobody creates',
    input: swarmLine('service update --image nginx:2 wep'),
    says: [
      'scenario.yaml:5:55: timeline[1].docker: found "wep", expected a service that an earlier entry creates (web); did you mean web?',
    ],
  },
  {
    title: 'a scale without a number',
    input: swarmLine('service scale web'),
    says: [
      'scenario.yaml:5:38: timeline[1].docker: found "web", expected a service and a number, such as web=3',
    ],
  },
  {
    title: 'a scale of a service nobody creates',
    input: swarmLine('service scale wep=2'),
    says: [
      'scenario.yaml:5:38: timeline[1].docker: found "wep", expected a service that an earlier entry creates (web); did you mean web?',
    ],
  },
  {
    title: 'no service',
    input: swarmLine('service rm'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker service rm without a service, expected the name of a service',
    ],
  },
  {
    title: 'an option of another command',
    input: swarmLine('service update --constraint node.role==worker web'),
    says: [
      'scenario.yaml:5:39: timeline[1].docker: found the unknown option --constraint, expected an option of docker service update; did you mean --constraint-rm?',
      'scenario.yaml:5:52: timeline[1].docker: found "node.role==worker", expected a service that an earlier entry creates (web)',
    ],
  },
  {
    title: 'an unknown node',
    input: swarmLine('node update --availability drain node-9'),
    says: [
      'scenario.yaml:5:57: timeline[1].docker: found "node-9", expected a node of this scenario (node-1, node-2, node-3)',
    ],
  },
  {
    title: 'an update of a node that changes nothing',
    input: swarmLine('node update node-1'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker node update that changes nothing, expected one of --availability, --label-add, --label-rm, --role',
    ],
  },
  {
    title: 'an availability that is none',
    input: swarmLine('node update --availability drian node-1'),
    says: [
      'scenario.yaml:5:51: timeline[1].docker: found "drian", expected one of active, pause, drain; did you mean drain?',
    ],
  },
  {
    title: 'a manager that is no node',
    input: swarmLine('node demote manager-1'),
    says: [
      'scenario.yaml:5:36: timeline[1].docker: found "manager-1", expected a node, or a manager with on: and a node (manager-1 has a machine of its own, which takes no tasks)',
    ],
  },
  {
    title: 'no node',
    input: swarmLine('node promote'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker node promote without a node, expected the name of a node',
    ],
  },
  {
    title: 'a network of one machine',
    input: swarmLine('network create back'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker network create without a driver, expected -d overlay, or --scope swarm (a bridge network stays on one machine, and services cannot use it)',
    ],
  },
  {
    title: 'a driver of one machine',
    input: swarmLine('network create -d bridge back'),
    says: [
      'scenario.yaml:5:42: timeline[1].docker: found "bridge", expected -d overlay, or --scope swarm (a bridge network stays on one machine, and services cannot use it)',
    ],
  },
  {
    title: 'a secret without a name',
    input: swarmLine('secret create'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker secret create without a name, expected the name of a secret and a file',
    ],
  },
  {
    title: 'a stack without a name and a file',
    input: swarmLine('stack deploy'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker stack deploy without a name, expected a name for the stack',
      'scenario.yaml:5:23: timeline[1].docker: found docker stack deploy without a file, expected -c and a Compose file',
    ],
  },
  {
    title: 'a new swarm typed nowhere',
    input: swarmLine('swarm init --force-new-cluster'),
    says: [
      'scenario.yaml:5:5: timeline[1].node: found nothing, expected the manager on which it is typed (manager-1)',
    ],
  },
  {
    title: 'a swarm left nowhere',
    input: swarmLine('swarm leave'),
    says: [
      'scenario.yaml:5:5: timeline[1].node: found nothing, expected node: and the node on which it is typed',
    ],
  },
  {
    title: 'locks',
    input: swarmLine('swarm unlock'),
    says: [
      'scenario.yaml:5:23: timeline[1].docker: found docker swarm unlock, expected no such command (autolock is left out: managers here start without a key)',
    ],
  },
  {
    title: 'limits of the swarm',
    input: swarmLine('swarm update --task-history-limit many --dispatcher-heartbeat 0s'),
    says: [
      'scenario.yaml:5:58: timeline[1].docker: found "many", expected a whole number, or -1 to keep all',
      'scenario.yaml:5:86: timeline[1].docker: found "0s", expected a positive duration',
    ],
  },
  {
    title: 'a new swarm typed on a worker',
    input: swarmLine('swarm init --force-new-cluster', ', node: node-1'),
    says: [
      'scenario.yaml:5:63: timeline[1].node: found "node-1", expected a manager of this scenario (manager-1)',
    ],
  },
  {
    title: 'an unknown node to type on',
    input: swarmLine('swarm leave', ', node: node-9'),
    says: [
      'scenario.yaml:5:44: timeline[1].node: found "node-9", expected a node of this scenario (node-1, node-2, node-3)',
    ],
  },
  {
    title: 'a node that does not matter',
    input: swarmLine('service rm web', ', node: node-1'),
    says: [
      'scenario.yaml:5:41: timeline[1].node: found the key node with docker service rm, expected it only with swarm init, swarm update, swarm join, swarm leave',
    ],
  },
  {
    title: 'a group, which services are themselves',
    input: swarmLine('service rm web', ', service: x'),
    says: [
      'scenario.yaml:5:41: timeline[1].service: found the key service, expected only keys that go with docker (every, node)',
    ],
  },
  {
    title: 'a service under classic Swarm',
    input:
      three +
      at('{ at: 1s, docker: service create redis }', '{ at: 1s, docker: node promote node-1 }'),
    says: [
      'scenario.yaml:3:23: timeline[0].docker: found service create, a command of swarm mode, expected a command of classic Swarm (classic Swarm runs containers with docker run, it has no services)',
      'scenario.yaml:4:23: timeline[1].docker: found node promote, a command of swarm mode, expected a command of classic Swarm (classic Swarm’s manager asks engines, it keeps no list of nodes to change)',
    ],
  },
]
