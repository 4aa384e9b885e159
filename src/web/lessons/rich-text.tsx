/** The text of a scene: paragraphs, lists, `**strong**` and code. Nothing else, and no markup of its own. */
import { Fragment } from 'react'

export function RichText({ text }: { readonly text: string }) {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim() !== '')
  return (
    <>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a scene never changes its order
        <Block key={index} block={block} />
      ))}
    </>
  )
}

function Block({ block }: { readonly block: string }) {
  const lines = block.split('\n')
  if (!lines.every((line) => /^\s*- |^\s{2,}/.test(line))) return <p>{marked(block)}</p>
  const items = block.split(/\n?^\s*- /m).slice(1)
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{marked(item)}</li>
      ))}
    </ul>
  )
}

function marked(text: string) {
  return text
    .trim()
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .map((part, index) => {
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order
      if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      return <Fragment key={index}>{part}</Fragment>
    })
}
