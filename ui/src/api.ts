/** Everything the window can ask of Rust. The only file that imports Tauri. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AnswerEdit } from "./bindings/AnswerEdit";
import type { BackupFolder } from "./bindings/BackupFolder";
import type { BatchDone } from "./bindings/BatchDone";
import type { BatchOrder } from "./bindings/BatchOrder";
import type { Cell } from "./bindings/Cell";
import type { ChangeLog } from "./bindings/ChangeLog";
import type { ContentFault } from "./bindings/ContentFault";
import type { Diagnosis } from "./bindings/Diagnosis";
import type { Diagram } from "./bindings/Diagram";
import type { DiagramChange } from "./bindings/DiagramChange";
import type { Dropped } from "./bindings/Dropped";
import type { FindingEdit } from "./bindings/FindingEdit";
import type { FlowEdit } from "./bindings/FlowEdit";
import type { GlossaryTerm } from "./bindings/GlossaryTerm";
import type { ImportChoices } from "./bindings/ImportChoices";
import type { ImportComparison } from "./bindings/ImportComparison";
import type { ImportDecision } from "./bindings/ImportDecision";
import type { ImportPiece } from "./bindings/ImportPiece";
import type { ImportPreview } from "./bindings/ImportPreview";
import type { ImportRegion } from "./bindings/ImportRegion";
import type { Industry } from "./bindings/Industry";
import type { Issuing } from "./bindings/Issuing";
import type { LibraryConfirming } from "./bindings/LibraryConfirming";
import type { LibraryDetail } from "./bindings/LibraryDetail";
import type { LibraryList } from "./bindings/LibraryList";
import type { LibraryMerge } from "./bindings/LibraryMerge";
import type { LogQuery } from "./bindings/LogQuery";
import type { Look } from "./bindings/Look";
import type { MarkedFile } from "./bindings/MarkedFile";
import type { Measure } from "./bindings/Measure";
import type { Meter } from "./bindings/Meter";
import type { OwnFindingEdit } from "./bindings/OwnFindingEdit";
import type { PackageFile } from "./bindings/PackageFile";
import type { PackageMerged } from "./bindings/PackageMerged";
import type { PackagePreview } from "./bindings/PackagePreview";
import type { PairEdit } from "./bindings/PairEdit";
import type { People } from "./bindings/People";
import type { Person } from "./bindings/Person";
import type { PhotoAbout } from "./bindings/PhotoAbout";
import type { PhotoEdit } from "./bindings/PhotoEdit";
import type { Picked } from "./bindings/Picked";
import type { PictureFile } from "./bindings/PictureFile";
import type { ProbableFlows } from "./bindings/ProbableFlows";
import type { Profile } from "./bindings/Profile";
import type { ProfileOffers } from "./bindings/ProfileOffers";
import type { Progress } from "./bindings/Progress";
import type { Quota } from "./bindings/Quota";
import type { QuotaImport } from "./bindings/QuotaImport";
import type { QuotaImportChoices } from "./bindings/QuotaImportChoices";
import type { QuotaOffer } from "./bindings/QuotaOffer";
import type { RelianceKey } from "./bindings/RelianceKey";
import type { ReportContent } from "./bindings/ReportContent";
import type { ReportContentEdit } from "./bindings/ReportContentEdit";
import type { ReportFile } from "./bindings/ReportFile";
import type { ReportPreview } from "./bindings/ReportPreview";
import type { ReportTemplate } from "./bindings/ReportTemplate";
import type { RequirementEdit } from "./bindings/RequirementEdit";
import type { Rollup } from "./bindings/Rollup";
import type { RollupFiles } from "./bindings/RollupFiles";
import type { RollupPage } from "./bindings/RollupPage";
import type { Scene } from "./bindings/Scene";
import type { Settings } from "./bindings/Settings";
import type { SheetPiece } from "./bindings/SheetPiece";
import type { Start } from "./bindings/Start";
import type { Synonym } from "./bindings/Synonym";
import type { TemplateFields } from "./bindings/TemplateFields";
import type { Told } from "./bindings/Told";
import type { Tolerances } from "./bindings/Tolerances";
import type { UnfinishedText } from "./bindings/UnfinishedText";
import type { UnitChange } from "./bindings/UnitChange";
import type { Verification } from "./bindings/Verification";
import type { WordFile } from "./bindings/WordFile";
import type { WorkbookFile } from "./bindings/WorkbookFile";
import { Held } from "./held";

const held = new Held();

/** Asks for what changes a diagnosis or opens it: Rust tells what is different since last time. */
async function diagnosed(command: string, given: Record<string, unknown>): Promise<Diagnosis> {
  return heard(await invoke<Told>(command, given));
}

/** The same where the person may have left the dialog. */
async function diagnosedOrLeft(command: string, given: Record<string, unknown>) {
  const told = await invoke<Told | null>(command, given);
  return told && heard(told);
}

const heard = async (told: Told): Promise<Diagnosis> =>
  held.hear(told) ?? diagnosed("open_diagnosis", { id: told.id });

export const start = () => invoke<Start>("start");
export const find = (typed: string, things: string[][]) =>
  invoke<number[]>("find", { typed, things });
export const loadSamples = () => invoke<Start>("load_samples");
export const newDiagnosis = (name: string) => diagnosed("new_diagnosis", { name });
export const openDiagnosis = (id: string) => diagnosed("open_diagnosis", { id });
/** The diagnosis again, after something beside it changed. */
export const rereadDiagnosis = (id: string) => diagnosed("reread_diagnosis", { id });
export const removeDiagnosis = (id: string) => invoke<Start>("remove_diagnosis", { id });
export const chooseWorkbook = () => invoke<Picked | null>("choose_workbook");
export const previewImport = (id: string, handle: string) =>
  invoke<ImportPreview>("preview_import", { id, handle });
export const compareImport = (id: string, token: string) =>
  invoke<ImportComparison>("compare_import", { id, token });
export const acceptImport = (id: string, token: string, decision: ImportDecision) =>
  diagnosed("accept_import", { id, token, decision });
export const exportMarked = (id: string, file: string) =>
  invoke<MarkedFile | null>("export_marked", { id, file });
export const reviseImport = (id: string, token: string, choices: ImportChoices) =>
  invoke<ImportPreview>("revise_import", { id, token, choices });
export const rememberImport = (id: string, token: string, everyone: boolean) =>
  invoke<ImportPreview>("remember_import", { id, token, everyone });
export const importPiece = (id: string, token: string, sheet: string, window: ImportRegion) =>
  invoke<ImportPiece>("import_piece", { id, token, sheet, window });
export const listSynonyms = () => invoke<Synonym[]>("list_synonyms");
export const addSynonym = (header: string, under: string, meaning: string) =>
  invoke<Synonym[]>("add_synonym", { header, under, meaning });
export const removeSynonym = (header: string, under: string) =>
  invoke<Synonym[]>("remove_synonym", { header, under });
export const exportSynonyms = () => invoke<number | null>("export_synonyms");
export const importSynonyms = () => invoke<number | null>("import_synonyms");
export const previewPasted = (id: string, text: string, html: string) =>
  invoke<ImportPreview>("preview_pasted", { id, text, html });
export const editProfile = (id: string, profile: Profile) =>
  diagnosed("edit_profile", { id, profile });
export const editFlow = (id: string, edit: FlowEdit) => diagnosed("edit_flow", { id, ...edit });
export const editFlows = (id: string, edits: FlowEdit[]) => diagnosed("edit_flows", { id, edits });
export const editPair = (id: string, edit: PairEdit) => diagnosed("edit_pair", { id, edit });
export const editMeters = (id: string, meters: Meter[]) => diagnosed("edit_meters", { id, meters });
export const editUnit = (id: string, unit: string, change: UnitChange) =>
  diagnosed("edit_unit", { id, unit, change });
export const editFact = (id: string, unit: string, code: string, value: number | null) =>
  diagnosed("edit_fact", { id, unit, code, value });
export const editUncertainty = (id: string, unit: string, item: string, percent: number | null) =>
  diagnosed("edit_uncertainty", { id, unit, item, percent });
export const editTolerances = (id: string, tolerances: Tolerances) =>
  diagnosed("edit_tolerances", { id, tolerances });
export const editRequirement = (id: string, edit: RequirementEdit) =>
  diagnosed("edit_requirement", { id, edit });
export const resetRequirement = (id: string, row: string) =>
  diagnosed("reset_requirement", { id, row });
export const decideFinding = (id: string, edit: FindingEdit) =>
  diagnosed("decide_finding", { id, edit });
export const keepOwnFinding = (id: string, edit: OwnFindingEdit) =>
  diagnosed("keep_own_finding", { id, edit });
export const removeOwnFinding = (id: string, key: string) =>
  diagnosed("remove_own_finding", { id, key });
export const answerQuestion = (id: string, edit: AnswerEdit) =>
  diagnosed("answer_question", { id, edit });
export const addMeasure = (id: string, finding: string, measure: string) =>
  diagnosed("add_measure", { id, finding, measure });
export const editMeasures = (id: string, measures: Measure[]) =>
  diagnosed("edit_measures", { id, measures });
export const listQuotas = (search: string) => invoke<Quota[]>("list_quotas", { search });
export const enterQuota = (quota: Quota) => invoke<Quota[]>("enter_quota", { quota });
export const listLibrary = (search: string) => invoke<LibraryList>("list_library", { search });
export const libraryRow = (table: string, id: string) =>
  invoke<LibraryDetail>("library_row", { table, id });
export const confirmRows = (form: LibraryConfirming) =>
  invoke<LibraryList>("confirm_rows", { form });
export const withdrawConfirmation = (confirmation: string, by: string, reason: string) =>
  invoke<LibraryList>("withdraw_confirmation", { confirmation, by, reason });
export const chooseScan = () => invoke<Picked | null>("choose_scan");
export const openScan = (confirmation: string) => invoke<null>("open_scan", { confirmation });
export const reviseQuota = (quota: Quota, by: string, reason: string) =>
  invoke<LibraryList>("revise_quota", { quota, by, reason });
export const previewQuotas = (handle: string) => invoke<QuotaImport>("preview_quotas", { handle });
export const previewPastedQuotas = (text: string, html: string) =>
  invoke<QuotaImport>("preview_pasted_quotas", { text, html });
export const reviseQuotas = (token: string, choices: QuotaImportChoices) =>
  invoke<QuotaImport>("revise_quotas", { token, choices });
export const acceptQuotas = (token: string, lines: number[]) =>
  invoke<LibraryList>("accept_quotas", { token, lines });
export const exportLibrary = (format: string) =>
  invoke<number | null>("export_library", { format });
export const chooseLibrary = () => invoke<Picked | null>("choose_library");
export const previewMerge = (handle: string) => invoke<LibraryMerge>("preview_merge", { handle });
export const acceptMerge = (token: string, decisions: Record<string, string>) =>
  invoke<LibraryList>("accept_merge", { token, decisions });
export const undoLibrary = () => invoke<LibraryList>("undo_library");
export const redoLibrary = () => invoke<LibraryList>("redo_library");
export const quotaOffers = (id: string, product: number, search: string) =>
  invoke<QuotaOffer[]>("quota_offers", { id, product, search });
export const chooseQuota = (id: string, product: number, quota: string | null, reason: string) =>
  diagnosed("choose_quota", { id, product, quota, reason });
export const adoptQuota = (id: string, product: number) =>
  diagnosed("adopt_quota", { id, product });
export const probableFlows = (id: string) => invoke<ProbableFlows>("probable_flows", { id });
export const acceptFlows = (id: string, streams: string[]) =>
  invoke<ProbableFlows>("accept_flows", { id, streams });
export const withdrawFlows = (id: string, streams: string[]) =>
  invoke<ProbableFlows>("withdraw_flows", { id, streams });
export const holdFlow = (id: string, stream: string, held: boolean) =>
  invoke<ProbableFlows>("hold_flow", { id, stream, held });
export const setUncertainty = (id: string, stream: string, percent: number | null) =>
  invoke<ProbableFlows>("set_uncertainty", { id, stream, percent });
export const useAcceptedFlows = (id: string, inForce: boolean) =>
  diagnosed("use_accepted_flows", { id, inForce });
export const diagram = (id: string, kind: string) => invoke<Diagram>("diagram", { id, kind });
export const arrangeDiagram = (id: string, change: DiagramChange) =>
  diagnosed("arrange_diagram", { id, change });
export const exportDiagram = (id: string, kind: string, format: string) =>
  invoke<PictureFile | null>("export_diagram", { id, kind, format });
export const sheetPiece = (id: string, cell: Cell) =>
  invoke<SheetPiece>("sheet_piece", { id, cell });
export const exportReport = (id: string) => invoke<ReportFile | null>("export_report", { id });
export const openReport = () => invoke<null>("open_report");
export const exportWord = (id: string) => invoke<WordFile | null>("export_word", { id });
export const acceptUnconfirmed = (id: string, values: RelianceKey[], note: string) =>
  diagnosed("accept_unconfirmed", { id, values, note });
export const withdrawAcceptance = (id: string, values: RelianceKey[]) =>
  diagnosed("withdraw_acceptance", { id, values });
export const issuing = (id: string) => invoke<Issuing>("issuing", { id });
export const issueReport = (id: string, number: string, unsigned: string) =>
  invoke<ReportFile | null>("issue_report", { id, number, unsigned });
export const writeIssued = (number: string) =>
  invoke<ReportFile | null>("write_issued", { number });
export const verifyReport = () => invoke<Verification | null>("verify_report");
export const openLogFolder = () => invoke<null>("open_log_folder");
export const drafts = (id: string) => invoke<UnfinishedText[]>("drafts", { id });
export const keepDrafts = (id: string, drafts: UnfinishedText[]) =>
  invoke<null>("keep_drafts", { id, drafts });
export const findIndustries = (typed: string) => invoke<Industry[]>("find_industries", { typed });
export const profileOffers = (id: string) => invoke<ProfileOffers>("profile_offers", { id });
export const people = () => invoke<People>("people");
export const keepPerson = (person: Person) => invoke<People>("keep_person", { person });
export const removePerson = (id: string) => invoke<People>("remove_person", { id });
export const choosePerson = (id: string | null) => invoke<People>("choose_person", { id });
export const signOff = (id: string, person: string, remark: string) =>
  diagnosed("sign_off", { id, person, remark });
export const changeLog = (id: string | null, query: LogQuery) =>
  invoke<ChangeLog>("change_log", { id, query });
export const reportContent = (id: string) => invoke<ReportContent>("report_content", { id });
export const reportCharts = (id: string) => invoke<Scene[]>("report_charts", { id });
export const editReportContent = (id: string, content: ReportContentEdit) =>
  diagnosed("edit_report_content", { id, content });
export const checkReportContent = (id: string, content: ReportContentEdit) =>
  invoke<ContentFault[]>("check_report_content", { id, content });
export const reportTemplate = () => invoke<ReportTemplate>("report_template");
export const editReportTemplate = (fields: TemplateFields) =>
  invoke<ReportTemplate>("edit_report_template", { fields });
export const chooseLogo = () => invoke<ReportTemplate | null>("choose_logo");
export const removeLogo = () => invoke<ReportTemplate>("remove_logo");
export const exportTemplate = () => invoke<boolean>("export_template");
export const importTemplate = () => invoke<ReportTemplate | null>("import_template");
export const choosePhoto = (id: string, about: PhotoAbout) =>
  diagnosedOrLeft("choose_photo", { id, about });
export const addPhoto = (id: string, about: PhotoAbout, handle: string) =>
  diagnosed("add_photo", { id, about, handle });
export const photo = (id: string, sha: string) => invoke<ArrayBuffer>("photo", { id, sha });
export const editPhoto = (id: string, photo: string, edit: PhotoEdit) =>
  diagnosed("edit_photo", { id, photo, edit });
export const removePhoto = (id: string, photo: string) => diagnosed("remove_photo", { id, photo });
export const reportPreview = (id: string) => invoke<ReportPreview>("report_preview", { id });
export const reportPage = (id: string, key: string, width: number) =>
  invoke<ArrayBuffer>("report_page", { id, key, width });
export const exportWorkbook = (id: string) =>
  invoke<WorkbookFile | null>("export_workbook", { id });
export const chooseFolder = () => invoke<Picked | null>("choose_folder");
export const exportBatch = (order: BatchOrder, handle: string) =>
  invoke<BatchDone>("export_batch", { order, handle });
export const rollup = () => invoke<Rollup>("rollup");
export const rollupPage = () => invoke<RollupPage>("rollup_page");
export const exportRollup = (format: string) =>
  invoke<RollupFiles | null>("export_rollup", { format });
export const exportPackage = (ids: string[]) =>
  invoke<PackageFile | null>("export_package", { ids });
export const previewPackage = () => invoke<PackagePreview | null>("preview_package");
export const acceptPackage = (token: string, decisions: Record<string, string>) =>
  invoke<PackageMerged>("accept_package", { token, decisions });
export const backup = () => invoke<BackupFolder>("backup");
export const undo = (id: string) => diagnosed("undo", { id });
export const redo = (id: string) => diagnosed("redo", { id });
export const cancel = () => invoke<null>("cancel");
export const settings = () => invoke<Settings>("settings");
export const keepLook = (look: Look) => invoke<Settings>("keep_look", { look });
export const chooseWorkspace = () => invoke<Start | null>("choose_workspace");
export const openWorkspace = (at: number) => invoke<Start>("open_workspace", { at });
export const glossary = (search: string) => invoke<GlossaryTerm[]>("glossary", { search });

export const onProgress = (told: (progress: Progress) => void) =>
  listen<Progress>("progress", (event) => told(event.payload));
export const onDropped = (told: (dropped: Dropped) => void) =>
  listen<Dropped>("dropped", (event) => told(event.payload));
export const onDragging = (told: (over: boolean) => void) =>
  listen<boolean>("dragging", (event) => told(event.payload));
