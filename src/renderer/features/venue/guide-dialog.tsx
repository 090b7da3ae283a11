// The guide: on the left every page by whom it is for, on the right one page with its drawing and the few steps it takes.
import { ArrowLeft, ArrowRight, Check, Lightbulb } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { GuideDrawing } from './guide-drawing.tsx'
import { type GuidePage, guidePages, guideParts, isGuidePage } from './guide-pages.ts'
import { KeyedText } from './keyed-text.tsx'
import { useGuideMemory } from './use-guide-memory.ts'

interface GuideDialogProps {
  /** The page asked for; null: where whoever works here left off. */
  readonly page: string | null
  readonly onClose: () => void
}

/** The guide in front of everything. */
export function GuideDialog({ page: asked, onClose }: GuideDialogProps) {
  const { t } = useTranslation()
  const memory = useGuideMemory()
  const [chosen, setChosen] = useState<GuidePage | null>(() => (asked && isGuidePage(asked) ? asked : null))
  const page = chosen ?? memory.last ?? guidePages[0] ?? 'find-anyone'
  const top = useRef<HTMLElement>(null)
  const { remember } = memory
  useEffect(() => {
    top.current?.parentElement?.scrollTo(0, 0)
    remember(page)
  }, [page, remember])
  const place = guidePages.indexOf(page)
  const before = guidePages[place - 1]
  const after = guidePages[place + 1]
  return (
    <Dialog
      title={t('guide.title')}
      width="large"
      flush
      onClose={onClose}
      footer={
        <>
          <span className="mr-auto text-sm text-muted">
            {t('guide.place', { place: place + 1, count: guidePages.length })}
          </span>
          <Button icon={ArrowLeft} disabled={!before} onClick={() => before && setChosen(before)}>
            {t('guide.back')}
          </Button>
          <Button
            look="primary"
            icon={ArrowRight}
            disabled={!after}
            onClick={() => after && setChosen(after)}
          >
            {t('guide.next')}
          </Button>
        </>
      }
    >
      <div className="flex h-[min(560px,calc(100vh-210px))]">
        <Contents page={page} read={memory.read} onChoose={setChosen} />
        <div className="min-w-0 flex-1 overflow-y-auto px-8 py-6">
          <article ref={top} aria-labelledby="guide-page">
            <h3 id="guide-page" className="text-xl font-semibold">
              {t(`guide.pages.${page}.title`)}
            </h3>
            <p className="mt-1 mb-4 text-muted">{t(`guide.pages.${page}.lead`)}</p>
            <GuideDrawing page={page} />
            <ol className="mt-5 flex list-decimal flex-col gap-2 pl-6 marker:font-medium marker:text-muted">
              {(['one', 'two', 'three'] as const).map((step) => (
                <li key={step} className="pl-1">
                  <KeyedText text={t(`guide.pages.${page}.${step}`)} />
                </li>
              ))}
            </ol>
            <p className="mt-4 flex items-start gap-2.5 rounded bg-accent-soft px-4 py-2.5">
              <Lightbulb size={17} aria-hidden className="mt-1 shrink-0 text-accent-text" />
              <span>
                <KeyedText text={t(`guide.pages.${page}.tip`)} />
              </span>
            </p>
          </article>
        </div>
      </div>
    </Dialog>
  )
}

interface ContentsProps {
  readonly page: GuidePage
  readonly read: readonly GuidePage[]
  readonly onChoose: (page: GuidePage) => void
}

/** The list of pages: arrows move through it as well as Tab. */
function Contents({ page, read, onChoose }: ContentsProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = by === undefined ? undefined : guidePages[guidePages.indexOf(page) + by]
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
    list.current?.querySelector<HTMLElement>(`[data-page="${next}"]`)?.focus()
  }
  return (
    <nav
      ref={list}
      aria-label={t('guide.contents')}
      onKeyDown={move}
      className="w-[272px] shrink-0 overflow-y-auto border-r border-line bg-raised px-3 py-3"
    >
      {guideParts.map((part) => (
        <div key={part.role} className="mb-3">
          <h3 className="px-3 pb-1 text-sm font-medium text-muted">{t(`guide.parts.${part.role}`)}</h3>
          <ul>
            {part.pages.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  data-page={one}
                  data-autofocus={one === page || undefined}
                  aria-current={one === page ? 'page' : undefined}
                  onClick={() => onChoose(one)}
                  className={classNames(
                    'flex min-h-8 w-full items-center gap-2 rounded px-3 py-0.5 text-left',
                    one === page ? 'bg-accent-soft font-medium text-accent-text' : 'hover:bg-hover',
                  )}
                >
                  <span className="min-w-0 flex-1">{t(`guide.pages.${one}.title`)}</span>
                  {read.includes(one) && one !== page && (
                    <Check
                      size={14}
                      role="img"
                      aria-label={t('guide.readBefore')}
                      className="shrink-0 text-muted"
                    />
                  )}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
