import { Header, Heading, Menu, MenuItem, MenuSection, MenuTrigger, SubmenuTrigger, Text } from '@react-spectrum/s2';
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown';
import { Button } from 'react-aria-components';
import type { WorkspaceInfo } from '../bindings/workspace';
import { useText } from '../i18n';
import { serverOf } from '../features/workspace/url';
import { useOperation } from '../operations';
import { fileName } from '../ui/failureText';
import { MARK_COLOURS, useMarkColour, WorkspaceMark } from '../ui/WorkspaceMark';
import { useActs } from './useActs';

/** Which workspace this is, and the way to another one. */
export function WorkspaceMenu({ workspace, rail }: { workspace: WorkspaceInfo; rail: boolean }) {
  const text = useText();
  const acts = useActs();
  const recent = useOperation('workspace.recent', null).data ?? [];
  const others = recent.filter(({ path, missing }) => path !== workspace.path && !missing).slice(0, 8);
  const [colour, setColour] = useMarkColour(workspace.path);
  return (
    <MenuTrigger>
      <Button className="workspace-switch">
        <WorkspaceMark name={workspace.name} path={workspace.path} />
        {rail ? (
          <span className="visually-hidden">{workspace.name}</span>
        ) : (
          <>
            <span className="workspace-names">
              <span className="workspace-name" dir="auto">{workspace.name}</span>
              <span className="workspace-file">{workspace.place === 'server' ? serverOf(workspace.path) : fileName(workspace.path)}</span>
            </span>
            <ChevronDown />
          </>
        )}
      </Button>
      <Menu>
        {others.length > 0 && (
          <MenuSection>
            <Header>
              <Heading>{text('workspace.recent')}</Heading>
            </Header>
            {others.map(({ path, name, place }) => (
              <MenuItem key={path} id={path} textValue={name} onAction={() => acts.openWorkspace({ path, place })}>
                <Text slot="label">
                  <bdi>{name}</bdi> <span className="workspace-path">{path}</span>
                </Text>
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSection aria-label={text('workspace.this')}>
          <MenuItem onAction={acts.chooseFiles}>{text('act.open')}</MenuItem>
          <MenuItem onAction={acts.newWorkspace}>{text('act.new_workspace')}</MenuItem>
          <MenuItem onAction={acts.connect}>{text('act.connect')}</MenuItem>
          <MenuItem onAction={acts.saveCopy}>{text('act.save_copy')}</MenuItem>
          <MenuItem onAction={acts.move}>{text('act.move')}</MenuItem>
          <SubmenuTrigger>
            <MenuItem>{text('workspace.colour')}</MenuItem>
            <Menu
              selectionMode="single"
              selectedKeys={[String(colour)]}
              onSelectionChange={(keys) => keys !== 'all' && setColour(Number([...keys][0] ?? 1))}
            >
              {MARK_COLOURS.map((number) => (
                <MenuItem key={number} id={String(number)}>{text(`colour.${number}`)}</MenuItem>
              ))}
            </Menu>
          </SubmenuTrigger>
          <MenuItem onAction={acts.closeWorkspace}>{text('act.close_workspace')}</MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
