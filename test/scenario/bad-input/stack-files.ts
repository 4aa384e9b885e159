/** Stack files that are wrong as a whole, or in what they declare beside services. */
import type { BadFile } from './bad-stack.ts'

export const stackFiles: readonly BadFile[] = [
  [
    'version 2 of Compose',
    'stack.yml:1:10: version: found "2", expected version "3" for swarm mode, or classic Swarm: swarm: {manager: classic} (docker: unsupported Compose file version: 2)',
    'version: "2"\nservices: { web: { build: . } }\n',
  ],
  [
    'version 2.1',
    'stack.yml:1:10: version: found "2.1", expected version "3" for swarm mode, or classic Swarm: swarm: {manager: classic} (docker: unsupported Compose file version: 2.1)',
    'version: "2.1"\nservices: { web: { image: a } }\n',
  ],
  [
    'a version that is a number',
    'stack.yml:1:10: version: found 3.8, expected text in quotes (docker: version must be a string); did you mean "3.8"?',
    'version: 3.8\nservices: { web: { image: a } }\n',
  ],
  [
    'a version from the future',
    'stack.yml:1:10: version: found "3.14", expected a version from "3.0" to "3.13" (docker: unsupported Compose file version: 3.14)',
    'version: "3.14"\nservices: { web: { image: a } }\n',
  ],
  [
    'version 1 of Compose',
    'stack.yml:1:1: found a version 1 file, expected services: for swarm mode, or classic Swarm: swarm: {manager: classic} (docker stack deploy reads version 3 only)',
    'web:\n  image: nginx\n',
  ],
  ['a list', 'stack.yml:1:1: found a list, expected a map of services', '- web\n'],
  [
    'no services',
    'scenario.yaml:1:1: found no services, expected a file with services',
    'version: "3"\n',
  ],
  [
    'services in a list',
    'stack.yml:1:11: services: found a list, expected a map (docker: services must be a mapping)',
    'services: [web]\n',
  ],
  [
    'a service that is nothing',
    'stack.yml:1:18: services.web: found nothing, expected a map (docker: services.web must be a mapping)',
    'services: { web: }\n',
  ],
  [
    'build without image',
    'stack.yml:1:13: services.web: found build without image, expected image: and the name of a pushed image (docker: invalid image reference for service web: no image specified)',
    'services: { web: { build: . } }\n',
  ],
  [
    'neither image nor build',
    'stack.yml:1:13: services.web: found no image, expected image: and the name of a pushed image (docker: invalid image reference for service web: no image specified)',
    'services: { web: {} }\n',
  ],
  [
    'a name of today',
    'stack.yml:1:1: name: found the key name, expected one of version, services, networks, volumes, secrets, configs (docker: (root) Additional property name is not allowed)',
    'name: shop\nservices: { web: { image: a } }\n',
  ],
  [
    'include',
    'stack.yml:1:1: include: found the key include, expected one of version, services, networks, volumes, secrets, configs (docker: (root) Additional property include is not allowed)',
    'include: [other.yml]\nservices: { web: { image: a } }\n',
  ],
  [
    'a name that DNS cannot hold',
    'stack.yml:1:13: services["web.1"]: found the service name "shop_web.1", expected at most 63 letters, digits, dashes and underscores (docker: name must be valid as a DNS name component)',
    'services: { web.1: { image: a } }\n',
  ],
  [
    'a name that is too long',
    'stack.yml:1:13: services.wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww: found the service name "shop_wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"..., expected at most 63 letters, digits, dashes and underscores (docker: name must be 63 characters or fewer)',
    'services: { wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww: { image: a } }\n',
  ],
  [
    'a port that another has',
    `stack.yml:1:71: services.b.ports[0]: found the published port 80/tcp, which shop_a has, expected a port of its own (docker: port '80' is already in use by service 'shop_a' as an ingress port)`,
    'services: { a: { image: a, ports: ["80:80"] }, b: { image: b, ports: ["80:8080"] } }\n',
  ],
  [
    'a circle of extends',
    'stack.yml:1:27: services.a.extends: found a circle: a -> b -> a, expected services that do not extend themselves',
    'services: { a: { extends: b, image: a }, b: { extends: a, image: b } }\n',
  ],
  [
    'a network with a mistake',
    'stack.yml:2:22: networks.front.drivr: found the key drivr, expected one of name, driver, driver_opts, ipam, external, internal, attachable, labels (docker: networks.front Additional property drivr is not allowed); did you mean driver?',
    'services: { web: { image: a } }\nnetworks: { front: { drivr: overlay } }\n',
  ],
  [
    'a network of today',
    'stack.yml:2:22: networks.front.enable_ipv4: found the key enable_ipv4, expected one of name, driver, driver_opts, ipam, external, internal, attachable, labels (docker: networks.front Additional property enable_ipv4 is not allowed)',
    'services: { web: { image: a } }\nnetworks: { front: { enable_ipv4: true } }\n',
  ],
  [
    'an external volume with a driver',
    'stack.yml:2:36: volumes.data.driver: found the key driver, expected no more than external and name (docker: conflicting parameters "external" and "driver" specified for volume "data")',
    'services: { web: { image: a } }\nvolumes: { data: { external: true, driver: nfs } }\n',
  ],
  [
    'an external network with two names',
    'stack.yml:2:26: networks.lan.name: found a second name, expected one of them (docker: network lan: network.external.name and network.name conflict; only use network.name)',
    'services: { web: { image: a } }\nnetworks: { lan: { name: a, external: { name: b } } }\n',
  ],
  [
    'a secret from the environment',
    'stack.yml:2:19: secrets.key.environment: found the key environment, expected one of name, file, external, labels, driver, driver_opts, template_driver (docker: secrets.key Additional property environment is not allowed); did you mean file?',
    'services: { web: { image: a } }\nsecrets: { key: { environment: KEY } }\n',
  ],
  [
    'a config with content',
    'stack.yml:2:20: configs.site.content: found the key content, expected one of name, file, external, labels, template_driver (docker: configs.site Additional property content is not allowed); did you mean file?',
    'services: { web: { image: a } }\nconfigs: { site: { content: text } }\n',
  ],
  [
    'a secret without content',
    'stack.yml:2:12: secrets.key: found a secret without content, expected file: and a path, or external: true',
    'services: { web: { image: a } }\nsecrets: { key: { labels: {} } }\n',
  ],
  [
    'a secret that is nothing',
    'stack.yml:2:17: secrets.key: found nothing, expected a map (docker: secrets.key must be a mapping)',
    'services: { web: { image: a } }\nsecrets: { key: }\n',
  ],
  [
    'a secret with a file and a driver',
    'stack.yml:2:25: secrets.key.file: found a file and a driver, expected one of them (docker: secret key: secret.driver and secret.file conflict; only use secret.driver)',
    'services: { web: { image: a } }\nsecrets: { key: { file: a, driver: b } }\n',
  ],
  // Keys that came with later versions of the format.
  [
    'secrets',
    'stack.yml:3:1: secrets: found the key secrets, expected version "3.1" or later (docker: (root) Additional property secrets is not allowed)',
    'version: "3.0"\nservices: { web: { image: a } }\nsecrets: { key: { external: true } }\n',
  ],
  [
    'the long form of ports',
    'stack.yml:2:38: services.web.ports[0]: found the long form, expected version "3.2" or later (docker: services.web.ports.0 must be a string)',
    'version: "3.1"\nservices: { web: { image: a, ports: [{ target: 80 }] } }\n',
  ],
  [
    'the long form of volumes',
    'stack.yml:2:40: services.web.volumes[0]: found the long form, expected version "3.2" or later (docker: services.web.volumes.0 must be a string)',
    'version: "3.1"\nservices: { web: { image: a, volumes: [{ type: volume, target: /a }] } }\n',
  ],
  [
    'endpoint_mode',
    'stack.yml:2:40: services.web.deploy.endpoint_mode: found the key endpoint_mode, expected version "3.2" or later (docker: services.web.deploy Additional property endpoint_mode is not allowed)',
    'version: "3.1"\nservices: { web: { image: a, deploy: { endpoint_mode: vip } } }\n',
  ],
  [
    'configs',
    'stack.yml:3:1: configs: found the key configs, expected version "3.3" or later (docker: (root) Additional property configs is not allowed)',
    'version: "3.2"\nservices: { web: { image: a } }\nconfigs: { key: { external: true } }\n',
  ],
  [
    'preferences',
    'stack.yml:2:53: services.web.deploy.placement.preferences: found the key preferences, expected version "3.3" or later (docker: services.web.deploy.placement Additional property preferences is not allowed)',
    'version: "3.2"\nservices: { web: { image: a, deploy: { placement: { preferences: [{ spread: node.labels.a }] } } } }\n',
  ],
  [
    'order',
    'stack.yml:2:57: services.web.deploy.update_config.order: found the key order, expected version "3.4" or later (docker: services.web.deploy.update_config Additional property order is not allowed)',
    'version: "3.3"\nservices: { web: { image: a, deploy: { update_config: { order: start-first } } } }\n',
  ],
  [
    'generic_resources',
    'stack.yml:2:69: services.web.deploy.resources.reservations.generic_resources: found the key generic_resources, expected version "3.5" or later (docker: services.web.deploy.resources.reservations Additional property generic_resources is not allowed)',
    'version: "3.4"\nservices: { web: { image: a, deploy: { resources: { reservations: { generic_resources: [] } } } } }\n',
  ],
  [
    'names of networks',
    'stack.yml:3:20: networks.lan.name: found the key name, expected version "3.5" or later (docker: networks.lan Additional property name is not allowed)',
    'version: "3.4"\nservices: { web: { image: a } }\nnetworks: { lan: { name: lan } }\n',
  ],
  [
    'rollback_config',
    'stack.yml:2:40: services.web.deploy.rollback_config: found the key rollback_config, expected version "3.7" or later (docker: services.web.deploy Additional property rollback_config is not allowed)',
    'version: "3.6"\nservices: { web: { image: a, deploy: { rollback_config: {} } } }\n',
  ],
  [
    'max_replicas_per_node',
    'stack.yml:2:53: services.web.deploy.placement.max_replicas_per_node: found the key max_replicas_per_node, expected version "3.8" or later (docker: services.web.deploy.placement Additional property max_replicas_per_node is not allowed)',
    'version: "3.7"\nservices: { web: { image: a, deploy: { placement: { max_replicas_per_node: 1 } } } }\n',
  ],
  [
    'pids',
    'stack.yml:2:63: services.web.deploy.resources.limits.pids: found the key pids, expected version "3.9" or later (docker: services.web.deploy.resources.limits Additional property pids is not allowed)',
    'version: "3.8"\nservices: { web: { image: a, deploy: { resources: { limits: { pids: 1 } } } } }\n',
  ],
]
