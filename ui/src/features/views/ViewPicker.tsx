import { ActionButton, Menu, MenuItem, MenuSection, MenuTrigger, Text } from '@react-spectrum/s2';
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown';
import Star from '@react-spectrum/s2/icons/Star';
import UserGroup from '@react-spectrum/s2/icons/UserGroup';
import { Button } from 'react-aria-components';
import { type MessageId, useText } from '../../i18n';
import { MenuKeys } from '../../ui/MenuKeys';
import { useViewActs } from './useViewActs';
import { useViewName } from './useViewName';
import { keysOfPlace } from './useViewCommands';
import './Views.css';

/** The view's name, the other views, and what can be done with this one (ui.md 5). */
export function ViewPicker() {
  const text = useText();
  const nameOf = useViewName();
  const acts = useViewActs();
  const { view, views, edited, mine, inTeam } = acts;
  const run: Record<string, () => unknown> = {
    save: acts.save,
    'save-as': acts.saveAs,
    reset: acts.reset,
    rename: acts.rename,
    share: acts.share,
    default: acts.setDefault,
    delete: acts.remove,
  };
  const entries: { id: string; title: MessageId; hidden?: boolean; disabled?: boolean }[] = [
    { id: 'save', title: 'view.save', disabled: !edited || !mine },
    { id: 'save-as', title: 'view.save_as' },
    { id: 'reset', title: 'view.reset', disabled: !edited },
    { id: 'rename', title: 'view.rename', disabled: !mine },
    { id: 'share', title: view.saved?.shared ? 'view.unshare' : 'view.share', hidden: !inTeam, disabled: !mine },
    { id: 'default', title: view.saved?.is_default ? 'view.no_default' : 'view.set_default', disabled: acts.isFirst },
    { id: 'delete', title: 'view.delete', disabled: !mine },
  ];
  return (
    <div className="view-picker">
      <MenuTrigger>
        <Button className="view-button" aria-label={text('view.picker', { name: nameOf(view) })}>
          <bdi>{nameOf(view)}</bdi>
          <ChevronDown />
        </Button>
        <Menu onAction={(key) => run[String(key)]?.()} disabledKeys={entries.filter(({ disabled }) => disabled).map(({ id }) => id)}>
          <MenuSection aria-label={text('view.views')} selectionMode="single" disallowEmptySelection selectedKeys={[`view ${view.key}`]} onSelectionChange={(keys) => views.filter(({ key }) => keys !== 'all' && keys.has(`view ${key}`)).forEach(acts.show)}>
            {views.map((each, place) => (
              <MenuItem key={each.key} id={`view ${each.key}`} textValue={nameOf(each)}>
                {each.saved?.is_default && <Star />}
                {each.saved?.shared && !each.saved.is_default && <UserGroup />}
                <Text slot="label">
                  <bdi>{nameOf(each)}</bdi>
                </Text>
                {each.saved && !each.saved.mine && <Text slot="description">{text('view.of', { owner: each.saved.owner })}</Text>}
                {keysOfPlace(place) && <MenuKeys keys={keysOfPlace(place) ?? ''} />}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label={text('view.acts')}>
            {entries
              .filter(({ hidden }) => !hidden)
              .map(({ id, title }) => (
                <MenuItem key={id} id={id} textValue={text(title)}>
                  <Text slot="label">{text(title)}</Text>
                </MenuItem>
              ))}
          </MenuSection>
        </Menu>
      </MenuTrigger>
      {edited && (
        <>
          <span className="view-edited">{text('view.edited')}</span>
          <ActionButton isQuiet size="S" onPress={() => acts.save()}>
            {text(mine ? 'view.save' : 'view.save_as')}
          </ActionButton>
          <ActionButton isQuiet size="S" onPress={acts.reset}>
            {text('view.reset')}
          </ActionButton>
        </>
      )}
    </div>
  );
}
