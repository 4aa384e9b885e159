/** The lower part: transport and branches, the lanes with the cursor, and the docker prompt. */
import { DockerPrompt } from '../docker/docker-prompt.tsx'
import { TimeTools } from '../time/time-tools.tsx'
import { Lanes } from './lanes.tsx'
import { Rails } from './rails.tsx'
import { Transport } from './transport.tsx'

export function TimelinePanel({ isPhone }: { readonly isPhone: boolean }) {
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="controls">
        <Transport isPhone={isPhone} />
        {!isPhone && <TimeTools />}
        {!isPhone && <Rails />}
      </div>
      <Lanes isPhone={isPhone} />
      {!isPhone && <DockerPrompt />}
    </section>
  )
}
