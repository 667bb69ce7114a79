import { type DutyVerdict, judgeDuties } from '../judge/duties.ts'
import { judgeTargets } from '../judge/targets.ts'
import { forgiven } from '../model/forgiven.ts'
import { basis } from './basis.ts'
import { dutyVerdictCard, dutyVerdictJson, ownerName } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { matching } from './names.ts'
import { targetVerdictCard, targetVerdictJson } from './target-verdict.ts'
import type { Answer } from './view.ts'

/** The working of the verdicts that are meant: a target, or `duty/unit/period` of which parts may be left out; null where none is. */
export async function verdictAnswer(asked: Asked, written: string): Promise<Answer | null> {
  const [what = '', ...parts] = written.split('/')
  const target = parts.length === 0 ? await meant(what, asked.plan.targets) : undefined
  const duty = target ? undefined : await meant(what, asked.plan.duties)
  const targets = target ? judgeTargets(asked.plan, asked.day, [target]) : []
  const found = duty ? judgeDuties(asked.plan, asked.day, [duty]) : []
  const verdicts = await narrowed(found, parts, asked)
  if (!target && !duty) return null
  if (verdicts.length === 0 && found.length > 0) return null
  return {
    kind: 'explain-verdict',
    data: {
      duties: verdicts.map(verdict => dutyVerdictJson(verdict, asked)),
      targets: targets.map(targetVerdictJson),
    },
    statuses: [...targets, ...verdicts].map(({ status }) => status),
    view: [
      basis(asked),
      ...(targets.length + verdicts.length === 0
        ? [{ text: { zh: '没有可以判定的。', en: 'There is nothing to judge.' } }]
        : []),
      ...targets.map(verdict => ({ card: targetVerdictCard(verdict, asked) })),
      ...verdicts.map(verdict => ({ card: dutyVerdictCard(verdict, asked) })),
    ],
  }
}

/** What a verdict that is none may have been meant for: a duty or target, or the units and periods of the duty that it names. */
export function verdictNames({ plan, day }: Asked, written: string): readonly string[] {
  const [what = '', ...parts] = written.split('/')
  const duty = plan.duties.find(({ id }) => id === what)
  if (parts.length > 0 && duty) return judgeDuties(plan, day, [duty]).map(({ id }) => id)
  return [...plan.duties, ...plan.targets].flatMap(({ id }) => [id, [id, ...parts].join('/')])
}

/** The one entity of this id or title; undefined where there is none, or more than one. */
async function meant<Entity extends { readonly id: string; readonly title: string }>(
  written: string,
  entities: readonly Entity[],
): Promise<Entity | undefined> {
  const named = entities.map(entity => ({ id: entity.id, names: [entity.title], entity }))
  const found = await matching(written, named)
  return found.length === 1 ? found[0]?.entity : undefined
}

/** The verdicts whose unit or period is each of the parts. */
async function narrowed(
  verdicts: readonly DutyVerdict[],
  parts: readonly string[],
  asked: Asked,
): Promise<readonly DutyVerdict[]> {
  let kept = verdicts
  for (const part of parts) {
    const word = forgiven(part)
    const ofPeriod = kept.filter(({ period }) => forgiven(period) === word)
    if (ofPeriod.length > 0) {
      kept = ofPeriod
      continue
    }
    const units = [...new Set(kept.map(({ unit }) => unit ?? ''))].map(id => {
      const own = kept.find(({ unit }) => (unit ?? '') === id) as DutyVerdict
      const names = own.parties.flatMap(party => party.names.map(({ name }) => name))
      return { id, names: [ownerName(own, asked) ?? '', ...names] }
    })
    const found = new Set((await matching(part, units)).map(({ id }) => id))
    kept = kept.filter(({ unit }) => found.has(unit ?? ''))
  }
  return kept
}
