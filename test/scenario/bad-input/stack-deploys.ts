/** Bad values for every key of `deploy`. */
import type { BadKey } from './bad-stack.ts'

export const stackDeploys: readonly BadKey[] = [
  [
    'deploy: [replicas]',
    '4:13: services.web.deploy: found a list, expected a map or nothing (docker: services.web.deploy must be a mapping or null)',
  ],
  [
    'deploy: { replica: 3 }',
    '4:15: services.web.deploy.replica: found the key replica, expected one of mode, endpoint_mode, replicas, labels, rollback_config, update_config, resources, restart_policy, placement (docker: services.web.deploy Additional property replica is not allowed); did you mean replicas?',
  ],
  [
    'deploy: { mode: everywhere }',
    '4:21: services.web.deploy.mode: found "everywhere", expected one of replicated, global, replicated-job, global-job',
  ],
  [
    'deploy: { mode: global, replicas: 3 }',
    '4:29: services.web.deploy.replicas: found replicas in mode global, expected no replicas: there is one task on every node (docker: replicas can only be used with replicated or replicated-job mode)',
  ],
  [
    'deploy: { replicas: "3" }',
    '4:25: services.web.deploy.replicas: found "3", expected a whole number (docker: services.web.deploy.replicas must be a integer)',
  ],
  [
    'deploy: { replicas: -1 }',
    '4:25: services.web.deploy.replicas: found -1, expected a whole number of at least 0',
  ],
  [
    'deploy: { replicas: 1.5 }',
    '4:25: services.web.deploy.replicas: found 1.5, expected a whole number (docker: services.web.deploy.replicas must be a integer)',
  ],
  [
    'deploy: { replicas: 3000000 }',
    '4:25: services.web.deploy.replicas: found 3000000, expected at most 2000000 tasks',
  ],
  [
    'deploy: { labels: { a: true } }',
    '4:28: services.web.deploy.labels.a: found true, expected text in quotes, a number or nothing (docker: services.web.deploy.labels.a must be a string, number or null)',
  ],
  [
    'deploy: { endpoint_mode: anycast }',
    '4:30: services.web.deploy.endpoint_mode: found "anycast", expected one of vip, dnsrr',
  ],
  [
    'deploy: { endpoint_mode: dnsrr }\nports: ["80:80"]',
    `5:13: services.web.ports[0]: found a port in mode ingress with endpoint_mode dnsrr, expected mode: host (docker: port published with ingress mode can't be used with dnsrr mode)`,
  ],
  [
    'deploy: { placement: { constraints: node.role==worker } }',
    '4:41: services.web.deploy.placement.constraints: found "node.role==worker", expected a list (docker: services.web.deploy.placement.constraints must be a list)',
  ],
  [
    'deploy: { placement: { constraints: [disk==ssd] } }',
    '4:42: services.web.deploy.placement.constraints[0]: found "disk==ssd", expected a constraint on one of node.id, node.hostname, node.role, node.ip, node.platform.os, node.platform.arch, node.labels.X, engine.labels.X; did you mean node.labels.disk==ssd?',
  ],
  [
    'deploy: { placement: { constraints: ["node.labels.disk=ssd"] } }',
    '4:42: services.web.deploy.placement.constraints[0]: found "node.labels.disk=ssd", expected a constraint such as node.labels.disk==ssd or node.role!=manager',
  ],
  [
    'deploy: { placement: { preferences: [{ spread: zone }] } }',
    '4:52: services.web.deploy.placement.preferences[0].spread: found "zone", expected node.labels. or engine.labels. and a label; did you mean node.labels.zone?',
  ],
  [
    'deploy: { placement: { preferences: [spread] } }',
    '4:42: services.web.deploy.placement.preferences[0]: found "spread", expected a map (docker: services.web.deploy.placement.preferences.0 must be a mapping)',
  ],
  [
    'deploy: { placement: { max_replicas_per_node: -1 } }',
    '4:51: services.web.deploy.placement.max_replicas_per_node: found -1, expected a whole number of at least 0',
  ],
  [
    'deploy: { resources: { limits: { cpus: 0.5 } } }',
    '4:44: services.web.deploy.resources.limits.cpus: found 0.5, expected text in quotes (docker: services.web.deploy.resources.limits.cpus must be a string); did you mean "0.5"?',
  ],
  [
    'deploy: { resources: { limits: { cpus: half } } }',
    '4:44: services.web.deploy.resources.limits.cpus: found "half", expected a number of CPUs such as 0.5 or 2',
  ],
  [
    'deploy: { resources: { limits: { cpus: "0.0001" } } }',
    '4:44: services.web.deploy.resources.limits.cpus: found "0.0001", expected at least 0.001 CPUs',
  ],
  [
    'deploy: { resources: { limits: { memory: 512 } } }',
    '4:46: services.web.deploy.resources.limits.memory: found 512, expected text in quotes (docker: services.web.deploy.resources.limits.memory must be a string); did you mean "512"?',
  ],
  [
    'deploy: { resources: { limits: { memory: 1k } } }',
    '4:46: services.web.deploy.resources.limits.memory: found "1k", expected a size of at least 4m, below which the engine refuses it',
  ],
  [
    'deploy: { resources: { limits: { memory: lots } } }',
    '4:46: services.web.deploy.resources.limits.memory: found "lots", expected a size such as 512m or 2g',
  ],
  [
    'deploy: { resources: { limits: { pids: many } } }',
    '4:44: services.web.deploy.resources.limits.pids: found "many", expected a whole number (docker: services.web.deploy.resources.limits.pids must be a integer)',
  ],
  [
    'deploy: { resources: { reservations: { cpus: 1 } } }',
    '4:50: services.web.deploy.resources.reservations.cpus: found 1, expected text in quotes (docker: services.web.deploy.resources.reservations.cpus must be a string); did you mean "1"?',
  ],
  [
    'deploy: { resources: { reservations: { memory: 1x } } }',
    '4:52: services.web.deploy.resources.reservations.memory: found "1x", expected a size such as 512m or 2g',
  ],
  [
    'deploy: { resources: { reservations: { pids: 7 } } }',
    '4:44: services.web.deploy.resources.reservations.pids: found the key pids, expected one of cpus, memory, generic_resources (docker: services.web.deploy.resources.reservations Additional property pids is not allowed)',
  ],
  [
    'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }',
    '4:44: services.web.deploy.resources.reservations.devices: found the key devices, expected one of cpus, memory, generic_resources (docker: services.web.deploy.resources.reservations Additional property devices is not allowed); did you mean generic_resources?',
  ],
  [
    'deploy: { resources: { reservations: { generic_resources: [gpu] } } }',
    '4:64: services.web.deploy.resources.reservations.generic_resources[0]: found "gpu", expected a map (docker: services.web.deploy.resources.reservations.generic_resources.0 must be a mapping)',
  ],
  [
    'deploy: { resources: { reservations: { generic_resources: [{ discrete_resource_spec: { kind: gpu } }] } } }',
    '4:64: services.web.deploy.resources.reservations.generic_resources[0]: found a resource that cannot be read, expected discrete_resource_spec: {kind: gpu, value: 2}',
  ],
  [
    'deploy: { restart_policy: { condition: always } }',
    '4:44: services.web.deploy.restart_policy.condition: found "always", expected one of none, on-failure, any',
  ],
  [
    'deploy: { restart_policy: { delay: 5 } }',
    '4:40: services.web.deploy.restart_policy.delay: found 5, expected a duration such as 500ms, 10s or 1m30s (docker: services.web.deploy.restart_policy.delay must be a string); did you mean 5s?',
  ],
  [
    'deploy: { restart_policy: { max_attempts: three } }',
    '4:47: services.web.deploy.restart_policy.max_attempts: found "three", expected a whole number (docker: services.web.deploy.restart_policy.max_attempts must be a integer)',
  ],
  [
    'deploy: { restart_policy: { window: 1 minute } }',
    `4:41: services.web.deploy.restart_policy.window: found "1 minute", expected a duration such as 500ms, 10s or 1m30s (docker: services.web.deploy.restart_policy.window Does not match format 'duration')`,
  ],
  [
    'deploy: { update_config: { parallelism: -1 } }',
    '4:45: services.web.deploy.update_config.parallelism: found -1, expected a whole number of at least 0',
  ],
  [
    'deploy: { update_config: { delay: 10 } }',
    '4:39: services.web.deploy.update_config.delay: found 10, expected a duration such as 500ms, 10s or 1m30s (docker: services.web.deploy.update_config.delay must be a string); did you mean 10s?',
  ],
  [
    'deploy: { update_config: { failure_action: stop } }',
    '4:48: services.web.deploy.update_config.failure_action: found "stop", expected one of pause, continue, rollback',
  ],
  [
    'deploy: { update_config: { monitor: -5s } }',
    '4:41: services.web.deploy.update_config.monitor: found "-5s", expected a duration such as 500ms, 10s or 1m30s',
  ],
  [
    'deploy: { update_config: { max_failure_ratio: 2 } }',
    '4:51: services.web.deploy.update_config.max_failure_ratio: found 2, expected a share from 0 to 1',
  ],
  [
    'deploy: { update_config: { max_failure_ratio: "0.2" } }',
    '4:51: services.web.deploy.update_config.max_failure_ratio: found "0.2", expected a number (docker: services.web.deploy.update_config.max_failure_ratio must be a number)',
  ],
  [
    'deploy: { update_config: { order: first }}',
    '4:39: services.web.deploy.update_config.order: found "first", expected one of stop-first, start-first',
  ],
  [
    'deploy: { rollback_config: { failure_action: rollback } }',
    '4:50: services.web.deploy.rollback_config.failure_action: found "rollback", expected one of pause, continue',
  ],
  [
    'deploy: { rollback_config: { paralelism: 2 } }',
    '4:34: services.web.deploy.rollback_config.paralelism: found the key paralelism, expected one of parallelism, delay, failure_action, monitor, max_failure_ratio, order (docker: services.web.deploy.rollback_config Additional property paralelism is not allowed); did you mean parallelism?',
  ],
]
