/** Docker command lines. */
import { type Case, run } from './case.ts'

export const commands: readonly Case[] = [
  {
    title: 'a name that is none',
    input: run('run --name -db redis'),
    says: [
      'scenario.yaml:3:35: timeline[0].docker: found "-db", expected a name of letters, digits, dashes, dots and underscores',
    ],
  },
  {
    title: 'a range without an end in a name',
    input: run('run --name web-{1.. redis'),
    says: [
      'scenario.yaml:3:35: timeline[0].docker: found "web-{1..", expected a name with one range such as {1..3}',
    ],
  },
  {
    title: 'an unknown docker command',
    input: run('docker rum redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found the command "rum", expected one of run, create, start, stop, kill, pause, unpause, rm, network create, volume create, compose up, compose scale, compose down; did you mean run?',
    ],
  },
  {
    title: 'an unknown option',
    input: run('run -d --nmae db redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found the unknown option --nmae, expected an option of docker run; did you mean --name?',
    ],
  },
  {
    title: 'an unknown letter',
    input: run('run -dx redis'),
    says: [
      'scenario.yaml:3:30: timeline[0].docker: found the unknown option -x, expected one of -a, -c, -d, -e, -h, -i, -l, -m, -p, -P, -t, -u, -v, -w',
    ],
  },
  {
    title: 'an option of a later Docker',
    input: run('run --cpus 2 redis'),
    says: [
      'scenario.yaml:3:28: timeline[0].docker: found the unknown option --cpus, expected an option of its time; did you mean --cpu-shares?',
    ],
  },
  {
    title: 'no image',
    input: run('run -d --name db'),
    says: [
      'scenario.yaml:3:23: timeline[0].docker: found docker run without an image, expected an image after the options',
    ],
  },
  {
    title: 'a name at the end of the line without its value',
    input: run('run --name'),
    says: [
      'scenario.yaml:3:23: timeline[0].docker: found docker run without an image, expected an image after the options',
      'scenario.yaml:3:28: timeline[0].docker: found --name at the end of the line, expected a value after --name',
    ],
  },
  {
    title: 'an open quote',
    input: run("run -e 'A=1 redis"),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found a quote that is never closed, expected a closing quote',
    ],
  },
  {
    title: 'two commands in one line',
    input: run('run redis && docker ps'),
    says: [
      'scenario.yaml:3:34: timeline[0].docker: found &&, expected one docker command (there is no shell; write one entry for each command)',
    ],
  },
  {
    title: 'memory that is no size',
    input: run('run -m lots redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found "lots", expected a size such as 512m or 2g',
    ],
  },
  {
    title: 'memory under what the engine takes',
    input: run('run -m 2m redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found "2m", expected a size of at least 4m (the engine refuses a smaller limit)',
    ],
  },
  {
    title: 'CPU shares that are no number',
    input: run('run -c 1.5 redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found "1.5", expected a whole number of CPUs (classic Swarm reads --cpu-shares as CPUs)',
    ],
  },
  {
    title: 'a port that is none',
    input: run('run -p 80:99999 redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found "80:99999", expected ports such as 80, 8080:80 or 127.0.0.1:53:53/udp',
    ],
  },
  {
    title: 'a constraint value of /',
    input: run('run -e constraint:storage==/ redis'),
    says: [
      'scenario.yaml:3:31: timeline[0].docker: found the value "/" in "storage==/", expected a word, a glob or /a regular expression/ (the real manager crashes on it and never schedules again; swarm: {slash: original} reproduces that)',
    ],
  },
  {
    title: 'a restart policy that is none',
    input: run('run --restart sometimes redis'),
    says: [
      'scenario.yaml:3:38: timeline[0].docker: found "sometimes", expected no, always, unless-stopped, on-failure or on-failure:5',
    ],
  },
]
