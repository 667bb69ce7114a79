import type { ChangeRule } from './rule.ts'

export const recordDeleted: ChangeRule = {
  id: 'record-deleted',
  severity: 'error',
  summary: { zh: '记录不删除，只撤回', en: 'a record is never deleted, only withdrawn' },
  page: {
    zh: '记录删了，谁也看不出它曾经有过。放回这个文件，再用 kepu withdraw 撤回：撤回的记录任何一天都不再计入，原因留在记录里。编号也不改：改了编号，等于删了旧的。',
    en: 'Of a record that is deleted nobody can see that it ever was. Put the file back and withdraw the record (kepu withdraw): it counts on no day any more, and says why. Nor does an id change: that would delete the record of the old one.',
  },
  example: {
    file: 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml',
    right: '',
    wrong: '',
    entry: 'gone',
  },

  *checkChanges({ before, after, changes }) {
    // Of a record that could not be read, its file tells the id.
    for (const { file } of before.brokenRecords) {
      const id = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length)
      if (!after.defined.has('record', id)) yield { ...deleted(id), at: { file, path: [], span: [0, 0] } }
    }
    for (const change of changes) {
      if (change.kind !== 'record' || !change.before) continue
      const { id, place } = change.before
      if (change.after?.id === id) continue
      yield {
        at: change.after
          ? { file: change.after.place.file, path: ['id'] }
          : { file: place.file, path: [], span: [0, 0] },
        ...deleted(id),
        ...(change.after && {
          message: { zh: `记录“${id}”的编号改了`, en: `the id of the record "${id}" was changed` },
        }),
      }
    }
  },
}

const deleted = (id: string) => ({
  message: { zh: `记录“${id}”被删除了`, en: `the record "${id}" was deleted` },
  hint: {
    zh: `放回原来的记录；不作数的，用 kepu withdraw ${id} --reason … 撤回`,
    en: `put the record back; if it must not count, kepu withdraw ${id} --reason …`,
  },
})
