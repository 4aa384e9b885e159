/** Bad values for every key of a service in a stack file but `deploy`. */
import type { BadKey } from './bad-stack.ts'

export const stackServices: readonly BadKey[] = [
  [
    'image: 7',
    '4:12: services.web.image: found 7, expected text in quotes (docker: services.web.image must be a string); did you mean "7"?',
  ],
  [
    'image: "Nginx"',
    '4:12: services.web.image: found "Nginx", expected an image name such as redis or postgres:9.4 (docker: invalid image reference for service web: invalid reference format)',
  ],
  [
    'command: 7',
    '4:14: services.web.command: found 7, expected text in quotes or a list (docker: services.web.command must be a string or list)',
  ],
  [
    'command: serve "it',
    '4:20: services.web.command: found an open quote, expected a command with closed quotes',
  ],
  [
    'entrypoint: { a: b }',
    '4:17: services.web.entrypoint: found a map, expected text in quotes or a list (docker: services.web.entrypoint must be a string or list)',
  ],
  [
    'environment: { DEBUG: true }',
    '4:27: services.web.environment.DEBUG: found true, expected text in quotes, a number or nothing (docker: services.web.environment.DEBUG must be a string, number or null)',
  ],
  [
    'environment: [7]',
    '4:19: services.web.environment[0]: found 7, expected text in quotes (docker: services.web.environment.0 must be a string); did you mean "7"?',
  ],
  [
    'env_file: { path: a }',
    '4:15: services.web.env_file: found a map, expected text in quotes or a list (docker: services.web.env_file must be a string or list)',
  ],
  [
    'labels: web',
    '4:13: services.web.labels: found "web", expected a map or a list (docker: services.web.labels must be a mapping or list)',
  ],
  [
    'depends_on: { db: { condition: service_healthy } }',
    '4:17: services.web.depends_on: found a map, expected a list (docker: services.web.depends_on must be a list)',
  ],
  [
    'stop_grace_period: 10',
    '4:24: services.web.stop_grace_period: found 10, expected a duration such as 500ms, 10s or 1m30s (docker: services.web.stop_grace_period must be a string); did you mean 10s?',
  ],
  [
    'stop_grace_period: 1d',
    `4:24: services.web.stop_grace_period: found "1d", expected a duration such as 500ms, 10s or 1m30s (docker: services.web.stop_grace_period Does not match format 'duration')`,
  ],
  [
    'stop_grace_period: -1s',
    '4:24: services.web.stop_grace_period: found "-1s", expected a duration such as 500ms, 10s or 1m30s',
  ],
  [
    'logging: { driver: 7 }',
    '4:24: services.web.logging.driver: found 7, expected text in quotes (docker: services.web.logging.driver must be a string); did you mean "7"?',
  ],
  [
    'logging: json-file',
    '4:14: services.web.logging: found "json-file", expected a map (docker: services.web.logging must be a mapping)',
  ],
  [
    'healthcheck: { interval: 10 }',
    '4:30: services.web.healthcheck.interval: found 10, expected a duration such as 500ms, 10s or 1m30s (docker: services.web.healthcheck.interval must be a string); did you mean 10s?',
  ],
  [
    'restart: sometimes',
    '4:14: services.web.restart: found "sometimes", expected "no", always, unless-stopped, on-failure or on-failure:5 (docker: invalid restart policy)',
  ],
  [
    'hostnaem: web',
    '4:5: services.web.hostnaem: found the key hostnaem, expected a key that docker stack deploy knows (docker: services.web Additional property hostnaem is not allowed); did you mean hostname?',
  ],
  [
    'profiles: [test]',
    '4:5: services.web.profiles: found the key profiles, expected a key that docker stack deploy knows (docker: services.web Additional property profiles is not allowed)',
  ],
  [
    'scale: 3',
    '4:5: services.web.scale: found the key scale, expected a key that docker stack deploy knows (docker: services.web Additional property scale is not allowed); did you mean deploy.replicas?',
  ],
  [
    'cpus: 0.5',
    '4:5: services.web.cpus: found the key cpus, expected a key that docker stack deploy knows (docker: services.web Additional property cpus is not allowed); did you mean deploy.resources.limits.cpus?',
  ],
  [
    'mem_limit: 512m',
    '4:5: services.web.mem_limit: found the key mem_limit, expected a key that docker stack deploy takes (docker: mem_limit: Set resource limits using deploy.resources)',
  ],
  [
    'cpu_shares: 2',
    '4:5: services.web.cpu_shares: found the key cpu_shares, expected a key that docker stack deploy takes (docker: cpu_shares: Set resource limits using deploy.resources)',
  ],
  [
    'volumes_from: [db]',
    '4:5: services.web.volumes_from: found the key volumes_from, expected a key that docker stack deploy takes (docker: volumes_from: To share a volume between services, define it using the top-level `volumes` option and reference it from each service that shares it using the service-level `volumes` option.)',
  ],
  [
    'volume_driver: nfs',
    '4:5: services.web.volume_driver: found the key volume_driver, expected a key that docker stack deploy takes (docker: volume_driver: Instead of setting the volume driver on the service, define a volume using the top-level `volumes` option and specify the driver there.)',
  ],
  [
    'ports: "80:80"',
    '4:12: services.web.ports: found "80:80", expected a list (docker: services.web.ports must be a list)',
  ],
  [
    'ports: ["80:"]',
    '4:13: services.web.ports[0]: found "80:", expected ports such as 80, "8080:80" or "53:53/udp"',
  ],
  [
    'ports: ["99999"]',
    '4:13: services.web.ports[0]: found "99999", expected ports such as 80, "8080:80" or "53:53/udp"',
  ],
  [
    'ports: ["published=80,target=80"]',
    '4:13: services.web.ports[0]: found "published=80,target=80", expected ports such as 80, "8080:80" or "53:53/udp"',
  ],
  [
    'ports: [{ target: "80" }]',
    '4:23: services.web.ports[0].target: found "80", expected a whole number (docker: services.web.ports.0.target must be a integer)',
  ],
  [
    'ports: [{ published: 80 }]',
    '4:13: services.web.ports[0]: found a port that cannot be read, expected target: and a port number',
  ],
  [
    'ports: [{ target: 80, mode: round }]',
    '4:33: services.web.ports[0].mode: found "round", expected one of ingress, host',
  ],
  [
    'ports: [{ target: 80, host_ip: 127.0.0.1 }]',
    '4:27: services.web.ports[0].host_ip: found the key host_ip, expected one of mode, target, published, protocol (docker: services.web.ports.0 Additional property host_ip is not allowed); did you mean mode?',
  ],
  [
    'ports: ["80:80", "80:81"]',
    '4:22: services.web.ports[1]: found the published port 80/tcp a second time, expected each published port once (docker: EndpointSpec: duplicate published ports provided)',
  ],
  [
    'volumes: [7]',
    '4:15: services.web.volumes[0]: found 7, expected text in quotes or a map (docker: services.web.volumes.0 must be a string or mapping)',
  ],
  [
    'volumes: [":/data"]',
    '4:15: services.web.volumes[0]: found ":/data", expected a volume such as data:/var/lib/data (docker: invalid spec: :/data: empty section between colons)',
  ],
  [
    'volumes: ["a:/b:ro:x"]',
    '4:15: services.web.volumes[0]: found "a:/b:ro:x", expected a volume such as data:/var/lib/data (docker: invalid spec: a:/b:ro:x: too many colons)',
  ],
  [
    'volumes: ["data:/data"]',
    '4:15: services.web.volumes[0]: found the unknown volume "data", expected a declared volume, but none is declared (docker: undefined volume "data")',
  ],
  [
    'volumes: ["data"]',
    '4:15: services.web.volumes[0]: found "data", expected a volume whose path in the container begins with a slash',
  ],
  [
    'volumes: ["/a:/x", "/b:/x"]',
    '4:24: services.web.volumes[1]: found a second mount at /x, expected one mount for each path (docker: Duplicate mount point: /x)',
  ],
  [
    'volumes: [{ source: /a, target: /x }]',
    '4:15: services.web.volumes[0]: found a map without type, expected type: and its value (docker: services.web.volumes.0 type is required)',
  ],
  [
    'volumes: [{ type: bind, target: /x }]',
    '4:15: services.web.volumes[0]: found a bind mount without source, expected source: and a path (docker: invalid mount config for type "bind": field Source must not be empty)',
  ],
  [
    'volumes: [{ type: volume }]',
    '4:15: services.web.volumes[0]: found a mount without target, expected target: and a path',
  ],
  [
    'volumes: [{ type: npipe, source: a, target: /x }]',
    '4:23: services.web.volumes[0].type: found "npipe", expected one of volume, bind, tmpfs (others are not simulated)',
  ],
  [
    'volumes: [{ type: tmpfs, source: a, target: /x }]',
    '4:38: services.web.volumes[0].source: found "a", expected a tmpfs without source (docker: invalid tmpfs source, source must be empty)',
  ],
  [
    'volumes: [{ type: bind, source: /a, target: /x, volume: { nocopy: true } }]',
    '4:53: services.web.volumes[0].volume: found the key volume, expected options of bind (docker: volume options are incompatible with type bind)',
  ],
  [
    'networks: front',
    '4:15: services.web.networks: found "front", expected a list or a map (docker: services.web.networks must be a list or mapping)',
  ],
  [
    'networks: [front]',
    '4:16: services.web.networks[0]: found the unknown network "front", expected a declared network, but none is declared (docker: undefined network "front")',
  ],
  [
    'networks: { default: { priority: 1 } }',
    '4:28: services.web.networks.default.priority: found the key priority, expected one of aliases, driver_opts, ipv4_address, ipv6_address (docker: services.web.networks.default Additional property priority is not allowed)',
  ],
  [
    'secrets: [key]',
    '4:15: services.web.secrets[0]: found the unknown secret "key", expected a declared secret, but none is declared (docker: undefined secret "key")',
  ],
  [
    'secrets: [{ target: /key }]',
    '4:15: services.web.secrets[0]: found the unknown secret "", expected a declared secret, but none is declared (docker: undefined secret "")',
  ],
  [
    'configs: [site]',
    '4:15: services.web.configs[0]: found the unknown config "site", expected a declared config, but none is declared (docker: undefined config "site")',
  ],
]
