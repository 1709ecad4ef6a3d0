import { Tab, TabList, TabPanel, Tabs } from '@react-spectrum/s2';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { AttributeSettings } from './AttributeSettings';
import { GroupSettings } from './GroupSettings';
import { LookSettings } from './LookSettings';
import './Settings.css';
import { WebsiteSettings } from './WebsiteSettings';

/** The look of the window, and what the files taught about websites, groups and attributes. */
export function SettingsPage() {
  const text = useText();
  const settings = useOperation('settings.list', null);
  return (
    <Page title={text('nav.settings')}>
      <div className="settings">
        <Tabs aria-label={text('nav.settings')}>
          <TabList>
            <Tab id="look">{text('settings.look')}</Tab>
            <Tab id="websites">{text('settings.websites')}</Tab>
            <Tab id="groups">{text('settings.groups')}</Tab>
            <Tab id="attributes">{text('settings.attributes')}</Tab>
          </TabList>
          <TabPanel id="look">
            <LookSettings />
          </TabPanel>
          <TabPanel id="websites">
            <QueryView query={settings}>{({ websites }) => <WebsiteSettings websites={websites} />}</QueryView>
          </TabPanel>
          <TabPanel id="groups">
            <QueryView query={settings}>{({ groups }) => <GroupSettings groups={groups} />}</QueryView>
          </TabPanel>
          <TabPanel id="attributes">
            <QueryView query={settings}>{({ attributes }) => <AttributeSettings attributes={attributes} />}</QueryView>
          </TabPanel>
        </Tabs>
      </div>
    </Page>
  );
}
