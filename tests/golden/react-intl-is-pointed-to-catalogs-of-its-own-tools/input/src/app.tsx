import {FormattedMessage} from 'react-intl';
export const App = () => <FormattedMessage id="hello" defaultMessage="Hello {name}" values={{name: 'Ada'}} />;
