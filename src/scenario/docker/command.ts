/**
 * One `docker ...` line of the timeline. The manager of the scenario knows the commands; a command of
 * another manager is told apart from one that nobody knows.
 */
import type { Action } from '../../model/action.ts'
import type { CommandContext } from '../managers/manager.ts'
import { strangerFinding } from '../managers/strangers.ts'
import { inside, shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import { type CommandLine, type OptionTable, parseOptions } from './options.ts'
import { type Token, tokenize } from './tokens.ts'

const globalOptions: OptionTable = {
  host: { type: 'value', short: 'H', ignored: 'there is one cluster' },
  config: { type: 'value', ignored: 'there is one client' },
  debug: { type: 'flag', short: 'D', ignored: 'there is one client' },
  'log-level': { type: 'value', short: 'l', ignored: 'there is one client' },
  tls: { type: 'flag', ignored: 'connections are not encrypted' },
  tlsverify: { type: 'flag', ignored: 'connections are not encrypted' },
  tlscacert: { type: 'value', ignored: 'connections are not encrypted' },
  tlscert: { type: 'value', ignored: 'connections are not encrypted' },
  tlskey: { type: 'value', ignored: 'connections are not encrypted' },
}

/** The actions of a line; none if it was wrong, which is then among the issues. */
export function readDocker(context: CommandContext): readonly Action[] {
  const { entry, entryPlace, workspace } = context
  const { issues, manager } = workspace
  const place = inside(entryPlace, 'docker')
  const tokens = tokenize(entry.docker ?? '')
  if (!('length' in tokens)) {
    const expected = 'a closing quote'
    issues.error({
      place,
      offset: tokens.openQuoteAt,
      found: 'a quote that is never closed',
      expected,
    })
    return []
  }
  const joined = tokens.find(({ text }) => ['&&', '||', ';', '|', '&', '>'].includes(text))
  if (joined !== undefined) {
    const because = 'there is no shell; write one entry for each command'
    issues.error({
      place,
      offset: joined.offset,
      found: joined.text,
      expected: 'one docker command',
      because,
    })
    return []
  }
  const line = (words: readonly Token[], command: string): CommandLine => ({
    tokens: words,
    place,
    issues,
    command,
  })
  const isCompose = tokens[0]?.text === 'docker-compose'
  const words = tokens[0]?.text === 'docker' || isCompose ? tokens.slice(1) : tokens
  if (isCompose) return context.readCompose(line(words, 'docker-compose'))
  const { rest } = parseOptions(line(words, 'docker'), globalOptions, { stopAtFirstWord: true })
  if (rest[0]?.text === 'compose') return context.readCompose(line(rest.slice(1), 'docker compose'))
  // The longest name wins: `network create` before `network`.
  for (const length of [2, 1]) {
    const name = nameOf(rest, length)
    if (!Object.hasOwn(manager.commands, name)) continue
    return manager.commands[name]?.(line(rest.slice(length), `docker ${name}`), context) ?? []
  }
  reportUnknown(rest, context)
  return []
}

function nameOf(words: readonly Token[], length: number): string {
  return words
    .slice(0, length)
    .map(({ text }) => text)
    .join(' ')
}

function reportUnknown(words: readonly Token[], { entryPlace, workspace }: CommandContext): void {
  const { issues, manager } = workspace
  const place = inside(entryPlace, 'docker')
  const [head, verb] = words
  for (const length of [2, 1]) {
    const elsewhere = strangerFinding('command', nameOf(words, length), manager)
    if (elsewhere === undefined) continue
    issues.error({ place, offset: head?.offset ?? 0, ...elsewhere })
    return
  }
  const names = manager.commandNames
  const alike = Object.keys(manager.commands).filter((name) => name.startsWith(`${head?.text} `))
  if (head !== undefined && alike.length > 0) {
    issues.error({
      place,
      offset: (verb ?? head).offset,
      found: `docker ${nameOf(words, 2)}`,
      expected: alike.map((name) => `docker ${name}`).join(', '),
      suggestion: nearest(
        verb?.text ?? '',
        alike.map((name) => name.split(' ')[1] as string),
      ),
    })
    return
  }
  const firsts = names.map((name) => name.split(' ')[0] as string)
  issues.error({
    place,
    offset: head?.offset ?? 0,
    found: head === undefined ? 'no command' : `the command ${shown(head.text)}`,
    expected: `one of ${listed(names, 40)}`,
    suggestion: head === undefined ? undefined : nearest(head.text, firsts),
  })
}
