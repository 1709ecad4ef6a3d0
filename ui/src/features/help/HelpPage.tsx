import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { useLanguage } from '../../app/language';
import { useText } from '../../i18n';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import './Help.css';
import { type HelpPageName, PAGES, pageOf, textOf } from './pages';

/** Links to pages that are here lead there; others are for readers of the repository. */
function PageLink({ href = '', children }: { href?: string; children?: ReactNode }) {
  const page = PAGES.find((each) => href === `${each}.md` || href.startsWith(`${each}.md#`));
  return page ? (
    <Link to="/help" search={{ page }}>
      {children}
    </Link>
  ) : (
    <span>{children}</span>
  );
}

// The title of the window's page is its one h1.
const PARTS: Components = {
  a: ({ href, children }) => <PageLink {...(href === undefined ? {} : { href })}>{children}</PageLink>,
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  img: () => null,
  // What scrolls sideways must be reachable by keys.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};

/** The manual, at the page that fits where one was. */
export function HelpPage() {
  const text = useText();
  const { language } = useLanguage();
  const page = pageOf(useSearch({ from: '/help' }).page);
  const shown = useQuery({ queryKey: ['help', page, language], queryFn: () => textOf(page, language) });
  return (
    <Page title={text('act.help')}>
      <div className="help">
        <nav aria-label={text('help.pages')} data-region="navigation">
          <ul>
            {PAGES.map((each) => (
              <li key={each}>
                <Link to="/help" search={{ page: each }} aria-current={each === page ? 'page' : undefined}>
                  {text(`help.page.${each}` satisfies `help.page.${HelpPageName}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
        <div className="help-text" tabIndex={0} role="region" aria-label={text(`help.page.${page}`)}>
          <QueryView query={shown}>
            {(data) => (
              <article lang={data.language}>
                {data.language !== language && <p className="soft">{text('help.english_only')}</p>}
                <Markdown remarkPlugins={[remarkGfm]} components={PARTS}>
                  {data.text}
                </Markdown>
              </article>
            )}
          </QueryView>
        </div>
      </div>
    </Page>
  );
}
