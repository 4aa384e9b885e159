/** The address of this comparison with another seed. */
import { useEffect, useState } from 'react'
import { addressText, parseAddress } from '../address/address.ts'
import { addressOf } from '../address/address-of.ts'
import { Workbench } from '../state/workbench-react.ts'

/** @returns nothing where the comparison has no address, or while it is not known yet. */
export function useSeedAddress(): ((seed: string) => string) | undefined {
  const actor = Workbench.useActorRef()
  const [known, setKnown] = useState<string>()
  useEffect(() => {
    const { context } = actor.getSnapshot()
    void addressOf(context, { isToSend: false }).then((address) => {
      if (typeof address === 'string') setKnown(address)
    })
  }, [actor])
  const read = known === undefined ? undefined : parseAddress(known)
  if (read?.address.beside === undefined) return undefined
  const { address } = read
  // Another seed makes another run: its digest and its count of facts are not known.
  const view = { ...address.view, position: undefined }
  const page = location.href.split('#', 1)[0]
  return (seed) => `${page}#${addressText({ ...address, seed, digest: undefined, view })}`
}
