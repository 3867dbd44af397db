/** Every sentence of the window in the language that it speaks. Each topic has a file of its own, in both languages. */

import { balanceWords } from "./messages/balance";
import { blockWords } from "./messages/block";
import { checksWords } from "./messages/checks";
import { common } from "./messages/common";
import { compared } from "./messages/compared";
import { content, firm } from "./messages/content";
import { diagramWords } from "./messages/diagram";
import { doubtsWords } from "./messages/doubts";
import { drafts } from "./messages/drafts";
import { explainWords } from "./messages/explain";
import { filesWords } from "./messages/files";
import { findingWords } from "./messages/findings";
import { frameWords } from "./messages/frame";
import { gapsWords } from "./messages/gaps";
import { grid } from "./messages/grid";
import { helpWords } from "./messages/help";
import { history } from "./messages/history";
import { importWords } from "./messages/import";
import { indicatorsWords } from "./messages/indicators";
import { issuing } from "./messages/issuing";
import { ledgerWords } from "./messages/ledger";
import { library } from "./messages/library";
import { metering } from "./messages/metering";
import { metersWords } from "./messages/meters";
import { notices } from "./messages/notices";
import { outputs } from "./messages/outputs";
import { pairsWords } from "./messages/pairs";
import { palette } from "./messages/palette";
import { people } from "./messages/people";
import { photos } from "./messages/photos";
import { probableWords } from "./messages/probable";
import { profileWords } from "./messages/profile";
import { program } from "./messages/program";
import { quantityWords } from "./messages/quantity";
import { quotaWords } from "./messages/quota";
import { reportWords } from "./messages/report";
import { settingsWords } from "./messages/settings";
import { shortcutsWords } from "./messages/shortcuts";
import { startWords } from "./messages/start";
import { workWords } from "./messages/work";
import { workbench } from "./messages/workbench";

export type { Decision } from "./messages/files";

export const messages = {
  ...common,
  ...blockWords,
  ...shortcutsWords,
  ...workWords,
  ...startWords,
  ...frameWords,
  ...profileWords,
  ...filesWords,
  ...importWords,
  ...doubtsWords,
  ...probableWords,
  ...pairsWords,
  ...checksWords,
  ...balanceWords,
  ...quantityWords,
  ...diagramWords,
  ...metersWords,
  ...ledgerWords,
  ...indicatorsWords,
  ...quotaWords,
  ...reportWords,
  ...gapsWords,
  ...explainWords,
  ...findingWords,
  ...helpWords,
  ...settingsWords,
  compared,
  notices,
  drafts,
  issuing,
  library,
  metering,
  palette,
  outputs,
  workbench,
  history,
  grid,
  people,
  photos,
  content,
  firm,
  program,
};

export type Messages = typeof messages;
