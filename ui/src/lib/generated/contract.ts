// Generated from the command table of renkei-core; `./dev check --fix` writes it anew.

export type About = { "grant": { 
/**
 * Which.
 */
grant: GrantId, } } | { "kept": { 
/**
 * Which.
 */
kept: KeptId, } } | "app";

export type AboutView = { 
/**
 * Which.
 */
about: About, 
/**
 * The service; this app's name where it is about this app.
 */
service: string, 
/**
 * The company behind it, where known.
 */
company: string | null, 
/**
 * At which issuer, where known.
 */
issuer: IssuerRef | null, 
/**
 * Whether it is over.
 */
over: boolean, };

export type Access = "update" | "unknown" | "reference" | "authentication";

export type AccessUntil = { "at": string } | "never" | "not_told";

export type AccountId = string;

export type AccountSyncView = { 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * The account.
 */
account: AccountView, };

export type AccountView = { 
/**
 * Its id.
 */
id: AccountId, 
/**
 * What tells it apart, where the issuer says.
 */
label: string | null, 
/**
 * The time that the list is from.
 */
as_of: string | null, 
/**
 * Whether it is being asked right now.
 */
busy: boolean, 
/**
 * Why it could not be asked the last time.
 */
trouble: Trouble | null, };

export type Act = { "connected": { 
/**
 * Which.
 */
issuer: IssuerId, 
/**
 * By which sign-in.
 */
account: AccountId, } } | { "signed_out": { 
/**
 * At which issuer.
 */
issuer: IssuerId, 
/**
 * Which.
 */
account: AccountId, 
/**
 * Whether the issuer confirmed that the token is revoked.
 */
revoked_at_issuer: boolean, } } | { "grant_seen": { 
/**
 * Which.
 */
grant: GrantId, } } | { "grant_changed": { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * What changed.
 */
what: Change, } } | { "checked": { 
/**
 * Which.
 */
grant: GrantId, } } | { "own_end": { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * When.
 */
at: string | null, } } | { "kept": { 
/**
 * Which.
 */
kept: KeptId, 
/**
 * What.
 */
what: KeptAct, } } | { "head_unfit": { 
/**
 * The number of that head.
 */
number: number, 
/**
 * Its hash, in hexadecimal.
 */
hash: string, } } | { "ending": { 
/**
 * Which ending.
 */
ending: EndingId, 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * The state reached.
 */
state: State, 
/**
 * On what evidence.
 */
evidence: Evidence, } } | { "key_introduced": { 
/**
 * Which.
 */
key: KeyId, 
/**
 * Its public part (RFC 8032), in hexadecimal.
 */
public: string, 
/**
 * The key that signed before, where one did: its secret part is not at hand any more.
 */
instead_of: KeyId | null, } } | { "erased_by_rule": { 
/**
 * Of which lines: the first and the last of each run.
 */
lines: Array<[number, number]>, } } | { "notice_heard": { 
/**
 * Whose feed.
 */
issuer: IssuerId, 
/**
 * The feed's id of it.
 */
notice: string, } } | { "notice_read": { 
/**
 * Whose feed.
 */
issuer: IssuerId, 
/**
 * The feed's id of it.
 */
notice: string, } } | { "keys_trusted": { 
/**
 * Whose.
 */
issuer: IssuerId, } } | { "exported": { 
/**
 * Of what.
 */
of: Of, 
/**
 * In which form.
 */
format: Format, 
/**
 * SHA-256 of what stands in the file beside the lines, in hexadecimal; none in a table.
 */
digest: string | null, } } | { "measuring": { 
/**
 * At which issuer.
 */
issuer: IssuerId, 
/**
 * Through which sign-in.
 */
account: AccountId, 
/**
 * What.
 */
what: MeasuringAct, } } | { "ending_receipt": { 
/**
 * Of which ending.
 */
ending: EndingId, 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * Why it is not believed; `None` where it was checked and kept.
 */
refused: ReceiptFault | null, } } | { "deletion": { 
/**
 * After the ending of which grant.
 */
grant: GrantId, 
/**
 * What they noted.
 */
what: DeletionState, 
/**
 * The day that they named.
 */
on: string, } } | { "backed_up": Record<symbol, never> } | { "restored": { 
/**
 * When that was made.
 */
made_at: string, 
/**
 * What the device called itself on which it was made.
 */
device: string, 
/**
 * The head that this device's vault had kept until then, where that is no line of this log: the log that it was of is gone.
 */
head: string | null, } } | { "batch": { 
/**
 * Which act.
 */
batch: BatchId, 
/**
 * What.
 */
what: BatchAct, 
/**
 * How many grants that concerned.
 */
count: number, } } | { "own_end_came": { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * Why the person was asked; `None` where its ending was asked for, as they had prepared.
 */
asked: WhyAsked | null, } } | { "case": { 
/**
 * Which.
 */
case: CaseId, 
/**
 * About which grant, where it is about one.
 */
grant: GrantId | null, 
/**
 * What it is about.
 */
matter: Matter, 
/**
 * What.
 */
what: CaseAct, 
/**
 * SHA-256 of the letter that went out, in hexadecimal, where one did.
 */
letter: string | null, } } | { "narrowing": { 
/**
 * Which narrowing.
 */
narrowing: EndingId, 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * What was to be taken away.
 */
drop: Array<string>, 
/**
 * The state reached.
 */
state: State, 
/**
 * On what evidence.
 */
evidence: Evidence, } };

export type Advice = "consider_ending" | "change_password" | "wait" | "ask" | "nothing";

export type AgreedView = { 
/**
 * The receipt.
 */
kept: KeptId, 
/**
 * When the person consented, where the receipt tells it.
 */
at: string | null, 
/**
 * When this app took the receipt in.
 */
kept_at: string, };

export type Answerer = "issuer" | "connector";

export type Asker = "holder" | "issuer" | "connector" | "unknown";

export type BackupMadeView = { 
/**
 * Where it stands.
 */
file: string, 
/**
 * Its size, in bytes.
 */
bytes: number, 
/**
 * When.
 */
made_at: string, 
/**
 * How many grants are in it, ended ones too.
 */
grants: number, 
/**
 * How many issuers.
 */
issuers: number, 
/**
 * How many endings that are open.
 */
open_endings: number, 
/**
 * How many lines of the records.
 */
records: number, };

export type BackupView = { 
/**
 * When the last one was made.
 */
last: string | null, 
/**
 * Whether there is something to lose and no backup of the last 90 days.
 */
old: boolean, 
/**
 * Whether nothing of a person stands here, so that a backup may be taken over.
 */
can_restore: boolean, 
/**
 * The backup that this profile came from.
 */
restored: RestoredFrom | null, 
/**
 * The sign-ins that this device lacks, those first at which endings wait.
 */
waiting: Array<WaitingSignInView>, };

export type BatchAct = "asked" | "stopped" | "resumed" | "withdrawn";

export type BatchId = string;

export type BatchPartyView = { 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * The sign-in.
 */
account: AccountId, 
/**
 * What tells it apart.
 */
label: string | null, 
/**
 * How they came out so far.
 */
counts: OutcomesView, 
/**
 * Whether a sign-in of the person is needed before anything goes on here: one for all.
 */
sign_in: boolean, 
/**
 * Why nothing goes out right now.
 */
pause: PauseView | null, 
/**
 * Most endings that it takes.
 */
caps: Caps, 
/**
 * Each grant; empty in a list of batches.
 */
results: Array<ResultView>, };

export type BatchView = { 
/**
 * Its id.
 */
id: BatchId, 
/**
 * What was chosen.
 */
choice: Choice, 
/**
 * The connector's name, or the notice's title, where one was chosen.
 */
about: string | null, 
/**
 * When it was asked.
 */
asked_at: string, 
/**
 * When the person stopped it; `None` where it goes on.
 */
stopped_at: string | null, 
/**
 * Whether this device signs itself out at each issuer once nothing is open there.
 */
sign_out: boolean, 
/**
 * How they came out so far.
 */
counts: OutcomesView, 
/**
 * Whether nothing is open any more.
 */
over: boolean, 
/**
 * By sign-in.
 */
parties: Array<BatchPartyView>, };

export type Birth = string;

export type Blind = { 
/**
 * Since when.
 */
since: string, 
/**
 * Whether a sign-in would help.
 */
signed_out: boolean, };

export type BodyView = { 
/**
 * Our name of it.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it does.
 */
does: string, 
/**
 * What it does not.
 */
does_not: string | null, 
/**
 * The ways to reach it.
 */
channels: Array<ChannelView>, 
/**
 * Whether it is open now; `null` where its hours differ from place to place or are not known.
 */
open_now: OpenNow | null, 
/**
 * The page on which these facts were found.
 */
source: LinkView, 
/**
 * When that page was written, as far as it tells.
 */
source_of: string | null, 
/**
 * When the facts were gathered.
 */
gathered_on: string, };

export type Break = { "changed": { 
/**
 * Its number.
 */
number: number, } } | { "order": { 
/**
 * The number that was expected.
 */
number: number, } } | { "cut": { 
/**
 * The last number that the head knows of.
 */
head: number, } } | { "signature": { 
/**
 * Its number.
 */
number: number, } } | { "key": { 
/**
 * Its number.
 */
number: number, } } | { "unsigned": { 
/**
 * Its number.
 */
number: number, } } | { "end": { 
/**
 * The last line that is there.
 */
number: number, } } | { "facts": { 
/**
 * The number of that line.
 */
number: number, } };

export type CalendarView = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Its content.
 */
text: string, 
/**
 * Whether it was saved for the person and opened.
 */
opened: boolean, };

export type Caps = { 
/**
 * How many may be under way at one time: sent, and not answered yet.
 */
max_at_once: number | null, 
/**
 * How many may be sent within any hour.
 */
per_hour: number | null, };

export type Carrier = "mail" | "page" | "file";

export type CaseAct = "begun" | "rewritten" | "sent" | "handing" | "not_taken" | "taken" | "answered" | "noted" | "escalated" | "closed" | "reopened" | "discarded";

export type CaseByCase = "no" | "business" | "not_told";

export type CaseCarrier = "mail" | "page" | "file" | "issuer";

export type CaseHandedView = { 
/**
 * The case as it stands now.
 */
case: CaseView, 
/**
 * The address or the host that was opened, or the name of the file; the issuer's number where its interface took it.
 */
place: string, 
/**
 * Whether the text went along; else the person pastes it.
 */
whole: boolean, };

export type CaseId = string;

export type CaseLineView = { 
/**
 * Our name of it.
 */
id: CaseId, 
/**
 * What it is about.
 */
about: About, 
/**
 * The service, in the reader's language where that is still known.
 */
service: string, 
/**
 * The matter.
 */
matter: Matter, 
/**
 * Where it stands.
 */
state: CaseState, 
/**
 * Whether the day has come on which to say that nobody answered.
 */
due: boolean, 
/**
 * Whom its letter addresses.
 */
to: string, 
/**
 * How the person's own words begin, where there are any.
 */
begins: string | null, 
/**
 * The number that the party gave.
 */
number: string | null, 
/**
 * When it was begun.
 */
opened_at: string, };

export type CaseNote = "sent" | "answered" | "noted" | "closed" | "reopened";

export type CaseState = "draft" | "unsure" | "waiting" | "answered" | "closed";

export type CaseStep = { "sent": { 
/**
 * The number that they were given.
 */
number: string | null, } } | "handing" | "not_taken" | { "taken": { 
/**
 * The issuer's number.
 */
number: string, 
/**
 * Until when it answers, by its own word.
 */
answer_by: string | null, } } | "answered" | "noted" | "escalated" | "closed" | "reopened";

export type CaseStepView = { 
/**
 * What.
 */
what: CaseStep, 
/**
 * To or from whom.
 */
party: Party, 
/**
 * Its name.
 */
name: string, 
/**
 * The day.
 */
on: string, 
/**
 * When it was noted.
 */
noted_at: string, 
/**
 * What was sent, answered or noted.
 */
words: string | null, };

export type CaseView = { 
/**
 * Our name of it.
 */
id: CaseId, 
/**
 * What it is about.
 */
about: AboutView, 
/**
 * The matter.
 */
matter: Matter, 
/**
 * Whether there are charges that the person does not recognise.
 */
charges: boolean | null, 
/**
 * The day of the earliest of them; `null` where they did not say.
 */
charged_on: string | null, 
/**
 * Where it stands, by the person's notes and what the issuer's interface said.
 */
state: CaseState, 
/**
 * Who is turned to now: 0 the one who answers, then the next ones of the route.
 */
turn: number, 
/**
 * That party.
 */
to: TurnView, 
/**
 * Who is next, where there is one.
 */
next: TurnView | null, 
/**
 * Which turn of the route that is.
 */
next_turn: number | null, 
/**
 * Public bodies, as the last step.
 */
bodies: Array<BodyView>, 
/**
 * Whether the issuer takes complaints through its interface, and this one is for it.
 */
takes: boolean, 
/**
 * What is written.
 */
letter: LetterView, 
/**
 * What the person chose and wrote for it.
 */
written: CaseWritten, 
/**
 * The number that the party gave.
 */
number: string | null, 
/**
 * All that happened, in order.
 */
steps: Array<CaseStepView>, 
/**
 * Until when damage has to be reported, where that can be told.
 */
claim_until: string | null, 
/**
 * Whether nothing of it was sent, said or answered: then it can be thrown away.
 */
only_written: boolean, 
/**
 * When to say that nobody answered.
 */
remind_at: string | null, 
/**
 * Whether that day has come.
 */
due: boolean, 
/**
 * When it was begun.
 */
opened_at: string, };

export type CaseWritten = { 
/**
 * In which language.
 */
lang: Lang | null, 
/**
 * Their own words, with what must not leave masked.
 */
words: string, 
/**
 * Their name, where they gave one.
 */
name: string | null, 
/**
 * The lines that they left out.
 */
without: Array<string>, };

export type CatalogueState = "in_use" | "missing" | "expired" | "older" | "refused";

export type ChainedView = { 
/**
 * Its name.
 */
name: string, 
/**
 * What goes onward.
 */
receives: string | null, 
/**
 * Who answers for it.
 */
responsible: string | null, 
/**
 * On what terms, where told.
 */
terms: string | null, };

export type Change = "given_anew" | "widened" | "narrowed" | "status" | "vanished" | "ended_together" | "back";

export type Changed = { 
/**
 * The revision after the change.
 */
revision: number, 
/**
 * What changed.
 */
what: Array<Topic>, };

export type ChannelView = { 
/**
 * Which.
 */
way: ContactWay, 
/**
 * The number or address as it is read out.
 */
value: string, 
/**
 * The page or the address to open; `null` where there is nothing to open.
 */
link: LinkView | null, };

export type Choice = { "connector": { 
/**
 * Any grant of it.
 */
grant: GrantId, } } | { "notice": { 
/**
 * Whose feed.
 */
issuer: IssuerId, 
/**
 * The feed's id of it.
 */
notice: string, } } | { "chosen": { 
/**
 * Which.
 */
grants: Array<GrantId>, } } | "everything";

export type CompanyView = { 
/**
 * Trade name.
 */
name: string, 
/**
 * Who represents it.
 */
representative: string | null, 
/**
 * Where it is.
 */
address: string | null, 
/**
 * Its site.
 */
site: LinkView | null, 
/**
 * Electronic public notice of accounts.
 */
public_notice: LinkView | null, };

export type CompensationView = { 
/**
 * Who pays first.
 */
first_payer: Answerer, 
/**
 * How.
 */
method: string | null, 
/**
 * How far.
 */
range: string, 
/**
 * For corporate customers.
 */
corporate: string | null, 
/**
 * Where it deviates from the rule book: the reason.
 */
deviation: string | null, 
/**
 * Within how many days after a charge damage has to be reported; `null` where it shows no such time.
 */
claim_days: number | null, };

export type ConclusionView = { 
/**
 * By which rule.
 */
rule: Rule, 
/**
 * From which permissions: plain words where there are some, else the scope.
 */
permissions: Array<string>, 
/**
 * From which names.
 */
names: Array<string>, 
/**
 * From which time.
 */
since: string | null, };

export type ConclusionsView = { 
/**
 * What was concluded, each with rule and inputs.
 */
drawn: Array<ConclusionView>, 
/**
 * Rules that stay silent because the issuer does not tell their input.
 */
silent: Array<Rule>, 
/**
 * When they were drawn.
 */
at: string, };

export type ConnectId = string;

export type ConnectIssuer = { "catalogue": { 
/**
 * Its id.
 */
issuer: IssuerId, } } | { "address": { 
/**
 * The issuer's https address.
 */
url: string, 
/**
 * The client id that the issuer gave for this app, where discovery finds none.
 */
client_id: string | null, } } | { "again": { 
/**
 * Which.
 */
account: AccountId, } };

export type ConnectState = "discovering" | "needs_client_id" | { "in_browser": { 
/**
 * The address, for a person whose browser did not open.
 */
url: string, 
/**
 * Until when the app waits.
 */
until: string, } } | "finishing" | { "connected": { 
/**
 * The sign-in.
 */
account: AccountId, } } | "cancelled" | { "failed": { 
/**
 * Why.
 */
why: Failure, } };

export type ConnectView = { 
/**
 * Its id.
 */
id: ConnectId, 
/**
 * With whom: the brand, or the host where an address was typed in.
 */
party: string, 
/**
 * The host of the sign-in page, once known.
 */
host: string | null, 
/**
 * Whether the signed catalogue names this issuer.
 */
vouched: boolean, 
/**
 * Where it stands.
 */
state: ConnectState, };

export type ConnectorFact = "company" | "hours" | "risks" | "contacts" | "roles" | "compensation" | "stops";

export type ConnectorPageView = { 
/**
 * The grant that led here.
 */
grant: GrantId, 
/**
 * The issuer that relays.
 */
issuer: IssuerRef, 
/**
 * The company, as it is listed with the grant.
 */
company: Stated<NamedView>, 
/**
 * The service.
 */
service: Stated<NamedView>, 
/**
 * Who it is (R22).
 */
about_company: Stated<Told<CompanyView>>, 
/**
 * What the service is, when it runs, what could go wrong (R18).
 */
about_service: Stated<Told<ServiceView>>, 
/**
 * Who answers which topic (R21).
 */
contacts: Stated<Told<Array<ContactView>>>, 
/**
 * Who plays which part (R19).
 */
roles: Stated<Told<RolesView>>, 
/**
 * What was agreed for damage (R26, R27).
 */
compensation: Stated<Told<CompensationView>>, 
/**
 * Who gets data onward.
 */
chain: Stated<Told<Array<ChainedView>>>, 
/**
 * Current and planned stops, and other notices about it, the newest first.
 */
notices: Array<NoticeView>, 
/**
 * Facts that neither the connector nor the issuer provides.
 */
not_provided: Array<ConnectorFact>, 
/**
 * Other grants that the person gave this connector, at any issuer.
 */
other_grants: Array<GrantView>, 
/**
 * Whether the grant is over, so that the connector can be asked to delete what it got.
 */
over: boolean, };

export type ConsequencesView = { 
/**
 * The grant, as the person sees it now.
 */
grant: GrantView, 
/**
 * What stops: the permissions.
 */
stops: Array<PermissionView>, 
/**
 * What goes on, as message ids of this app.
 */
goes_on: Array<GoesOn>, 
/**
 * What the issuer's kind leaves alive.
 */
left_alive: LeftAliveKind, 
/**
 * How quickly an ending was seen to take effect at this issuer: this app's own word.
 */
measured: MeasurementView | null, 
/**
 * When the access tokens that are out now run out by themselves, where the issuer tells it of all of them.
 */
tokens_until: string | null, 
/**
 * Grants that end together with it.
 */
ends_together: Array<GrantView>, 
/**
 * Other grants of the same connector that stay.
 */
others_stay: Array<GrantView>, 
/**
 * Who keeps what it got onward (R28).
 */
chain_keeps: Stated<Told<Array<ChainedView>>>, 
/**
 * What the service may keep, and why (R29); nobody told it where empty.
 */
keeps: Stated<Array<string>>, 
/**
 * Where the issuer's statements are read afterwards, where the service is the main window to them (R32).
 */
statements: Stated<StatementsView> | null, 
/**
 * Where to take out what the service holds, before ending.
 */
export: Stated<LinkView> | null, 
/**
 * Where to ask for deletion; before ending, while signing in there is as it was.
 */
deletion: Stated<LinkView> | null, 
/**
 * Whether a sign-in is needed first.
 */
sign_in_first: boolean, };

export type ContactSilence = "no_directory" | "not_named" | "not_for_this" | "no_issuer" | "no_operator";

export type ContactSource = "connector" | "issuer" | "catalogue" | "operator";

export type ContactTopic = "emergency" | "question" | "complaint" | "compensation" | "deletion" | "display" | "data" | "outage" | "billing" | "stop" | "other";

export type ContactView = { 
/**
 * What about.
 */
topic: ContactTopic, 
/**
 * Which of the two.
 */
by: Answerer, 
/**
 * Its name.
 */
name: string | null, 
/**
 * Phone.
 */
phone: string | null, 
/**
 * Mail address.
 */
mail: string | null, 
/**
 * Page.
 */
site: LinkView | null, 
/**
 * Page where somebody writes back at once.
 */
chat: LinkView | null, 
/**
 * Postal address.
 */
post: string | null, 
/**
 * When it is reached.
 */
hours: HoursView | null, 
/**
 * In which languages it is written to (BCP 47), the best first; empty where it is not told.
 */
languages: Array<string>, 
/**
 * Within how many days it answers, where the two agreed on that.
 */
answer_days: number | null, };

export type ContactWay = "phone" | "chat" | "page" | "mail" | "post";

export type Contract = "person" | "sole_proprietor" | "company";

export type Contradiction = "still_listed" | "still_renewed" | "lived_longer" | "outlived_itself";

export type Counts = { 
/**
 * All live ones.
 */
live: number, 
/**
 * Move money.
 */
moves_money: number, 
/**
 * Change data or move money.
 */
writes: number, 
/**
 * Unused for 90 days.
 */
unused: number, 
/**
 * End within 14 days.
 */
expires_soon: number, 
/**
 * Suspended.
 */
suspended: number, 
/**
 * With an ending that is not settled.
 */
ending_open: number, 
/**
 * Ended or vanished.
 */
ended: number, };

export type CoverKind = "card" | "account" | "wallet";

export type CoverUser = "self" | "family" | "employee";

export type CoverView = { 
/**
 * As the issuer calls it.
 */
label: string, 
/**
 * What it is.
 */
kind: Told<CoverKind>, 
/**
 * On whose contract.
 */
contract: Told<Contract>, 
/**
 * Who uses it.
 */
user: Told<CoverUser>, };

export type DataView = { 
/**
 * Of which permission.
 */
scope: string, 
/**
 * The items.
 */
items: Array<string>, 
/**
 * Whether the issuer calls them sensitive; `null` where it does not say.
 */
sensitive: boolean | null, };

export type Defect = "nobody_answers" | "nobody_pays" | "no_way" | "judges_itself";

export type DeletionHistoryView = { 
/**
 * Where it stands by their notes.
 */
state: DeletionState, 
/**
 * All notes, in order.
 */
steps: Array<DeletionStepView>, 
/**
 * Whether the company has still to say what it did.
 */
open: boolean, 
/**
 * When to say that nobody answered.
 */
remind_at: string | null, 
/**
 * Whether that day has come.
 */
due: boolean, };

export type DeletionState = "asked" | "answered" | "done" | "refused" | "kept_by_law";

export type DeletionStepView = { 
/**
 * What was noted.
 */
state: DeletionState, 
/**
 * The day that the person named.
 */
on: string, 
/**
 * When they noted it.
 */
noted_at: string, 
/**
 * The letter that they sent, or what the company wrote.
 */
words: string | null, };

export type DeletionView = { 
/**
 * The grant that is over.
 */
grant: GrantView, 
/**
 * Whether it is over, so that a letter can say so.
 */
may_ask: boolean, 
/**
 * Whom to ask; `null` where nobody is published.
 */
whom: WhomView | null, 
/**
 * Who at the issuer can help.
 */
helper: Stated<ContactView> | null, 
/**
 * The language of the letter.
 */
lang: Lang, 
/**
 * What was noted.
 */
history: DeletionHistoryView | null, };

export type DeskView = { 
/**
 * The contact point.
 */
contact: ContactView, 
/**
 * The ways to reach it.
 */
channels: Array<ChannelView>, 
/**
 * Who told it.
 */
source: ContactSource, };

export type DocumentKind = "directory" | "notices";

export type DraftCase = { 
/**
 * The case, where one is gone on with; its history is among the facts.
 */
case: CaseId | null, 
/**
 * To whom: 0 answers, then the next ones in their order.
 */
turn: number, 
/**
 * The facts that the person leaves out.
 */
without: Array<string>, 
/**
 * What the person writes themselves; absent, and with a case, what they wrote before stands.
 */
words: string | null, 
/**
 * The person's name; the same.
 */
name: string | null, 
/**
 * Whether what must not leave in these words is to be masked; else it is refused.
 */
mask: boolean, 
/**
 * The language of the letter.
 */
letter_lang: Lang, 
/**
 * How far the person's clock is ahead of UTC, in minutes, for the times in it; Japan's where absent.
 */
offset_minutes: number | null, 
/**
 * A grant, a connection that no list tells, or this app.
 */
about: About, 
/**
 * What it is about.
 */
matter: Matter, 
/**
 * Whether there are charges that the person does not recognise; left out where they did not say.
 */
charges: boolean | null, 
/**
 * The day of the earliest of them; left out where they did not say.
 */
charged_on: string | null, };

export type DraftDeletion = { 
/**
 * After the ending of which grant.
 */
grant: GrantId, 
/**
 * The language of the letter.
 */
letter_lang: Lang, 
/**
 * The person's name.
 */
name: string | null, 
/**
 * By what the company knows them: a member number, a mail address.
 */
known_as: string | null, 
/**
 * How far the person's clock is ahead of UTC, in minutes, for the days in it; Japan's where absent.
 */
offset_minutes: number | null, };

export type Effect = "moves_money" | "unknown" | "changes_data" | "none";

export type ElsewhereView = { 
/**
 * Which.
 */
issuer: IssuerRef, 
/**
 * What can be done there.
 */
means: IssuerMeans, };

export type EndGrant = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The birth of the grant that the person saw; a later one is left alone.
 */
seen_birth: string | null, };

export type EndKept = { 
/**
 * Which.
 */
kept: KeptId, 
/**
 * Ended, or taken back.
 */
ended: boolean, };

export type EndMany = { 
/**
 * What was chosen.
 */
choice: Choice, 
/**
 * The grants that the person saw in that choice, and no others.
 */
grants: Array<SeenGrant>, 
/**
 * Sign this device out as well, at each issuer once nothing is open there.
 */
sign_out: boolean, };

export type EndedBy = "holder" | "issuer" | "connector";

export type EndingId = string;

export type EndingReceiptView = "asking" | "not_offered" | "not_had" | { "good": GoodReceiptView } | { "refused": { 
/**
 * Why.
 */
why: ReceiptFault, 
/**
 * When.
 */
at: string, } };

export type EndingView = { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * Where it stands.
 */
state: State, 
/**
 * By what means it was seen, where verified.
 */
verified_by: Grade | null, 
/**
 * What may still work, where verified.
 */
left_alive: LeftAlive | null, 
/**
 * What the issuer announced to end together with it.
 */
together: Array<TogetherView>, 
/**
 * Every step.
 */
steps: Array<StepView>, 
/**
 * When the app goes on by itself.
 */
next_at: string | null, 
/**
 * Until when the issuer asked to be left alone, where that is what an ending waits for: until then nobody's hurry helps.
 */
left_alone_until: string | null, 
/**
 * The account to sign in with, where it needs the person.
 */
account: AccountId, 
/**
 * The one act that asked for it together with others.
 */
batch: BatchId | null, 
/**
 * The issuer's signed word on it; `null` where none is to be expected.
 */
receipt: EndingReceiptView | null, 
/**
 * How an eye is kept on it since, where it is proved or disputed.
 */
watch: WatchView | null, 
/**
 * What was taken away, where it is a narrowing and no ending: the grant goes on.
 */
narrows: NarrowsView | null, };

export type ErrorCode = "offline" | "unknown_host" | "timed_out" | "issuer_down" | "too_many" | "unreadable" | "certificate" | "bad_address" | "not_an_issuer" | "wrong_issuer" | "points_here" | "not_supported" | "practice_only" | "needs_client_id" | "denied" | "sign_in_timed_out" | "sign_in_mixed_up" | "wrong_account" | "too_mighty" | "clock_skew" | "sign_in" | "issuer_refused" | "no_browser" | "no_port" | "needs_window" | "keychain_locked" | "no_keychain" | "wrong_passphrase" | "passphrase_unreadable" | "passphrase_empty" | "bad_folder" | "practice_profile" | "ordinary_profile" | "practice_port" | "database_too_new" | "database_broken" | "disk" | "not_found" | "card_number" | "name_missing" | "receipt_unreadable" | "receipt_stranger" | "receipt_forged" | "receipt_keys_changed" | "receipt_unchecked" | "no_font" | "cannot_end" | "cannot_narrow" | "narrow_keeps_all" | "narrow_keeps_nothing" | "narrow_not_held" | "narrow_fixed" | "narrow_ending" | "narrow_open" | "measure_not_offered" | "measure_under_way" | "measure_unseen" | "measure_left_behind" | "measure_not_ended" | "still_connected" | "not_asked" | "day_to_come" | "no_contact" | "backup_elsewhere" | "backup_passphrase_weak" | "backup_passphrase_wrong" | "backup_foreign" | "backup_broken" | "backup_newer" | "backup_other_kind" | "backup_exists" | "backup_unreadable" | "backup_unwritable" | "profile_not_empty" | "nothing_to_end" | "day_over" | "secret_in_words" | "case_closed" | "case_gone_on" | "no_dialler" | "no_mail_program" | "day_unlikely" | "words_missing" | "words_too_long" | "bad_request" | "bug";

export type EventView = { 
/**
 * Its number.
 */
number: number, 
/**
 * When this app noted it.
 */
at: string, 
/**
 * What happened, and to what.
 */
what: What, 
/**
 * The time that it is about: of an end that is near, that end.
 */
since: string, 
/**
 * At which issuer of the list; `null` where it is about what no list tells.
 */
issuer: IssuerRef | null, 
/**
 * The service, where it is about a grant or a case.
 */
service: string | null, 
/**
 * The connector, where it is about a grant.
 */
connector: string | null, 
/**
 * What came to it, in words, where it may do more than before.
 */
permissions: Array<string>, 
/**
 * Whether the person saw it, or did what it asks for.
 */
seen: boolean, };

export type Evidence = "person_asked" | "still_there" | { "answer": { 
/**
 * HTTP status.
 */
status: number, } } | "not_listed" | { "listed_ended": { 
/**
 * How many tokens the issuer still reports alive.
 */
tokens_alive: Told<number>, } } | "still_in_use" | { "given_anew": { 
/**
 * The birth that was seen, where the issuer named it.
 */
birth: Birth | null, } } | { "no_answer": { 
/**
 * What happened on the way.
 */
why: Silence, } } | { "sign_in_needed": { 
/**
 * A fresh sign-in within this many seconds (RFC 9470), where it said so.
 */
max_age: number | null, } } | { "reason": { 
/**
 * HTTP status.
 */
status: number, 
/**
 * Its words.
 */
words: Text | null, } } | { "used_after": { 
/**
 * When.
 */
at: string, } } | "no_longer_held" | { "still_held": { 
/**
 * With what of it.
 */
scopes: Array<string>, } } | "ending_asked";

export type ExportProof = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * JSON, or PDF with the JSON that it was made from.
 */
format: Format, };

export type ExportRecords = { 
/**
 * JSON or CSV.
 */
format: Format, };

export type ExportView = { 
/**
 * The files; the one that was asked for first.
 */
files: Array<FileView>, };

export type FactKind = "last_use" | "uses" | "tokens" | "refreshable" | "access_until" | "covers" | "service" | "chain" | "permission_words" | "suspension";

export type Failed = "refused" | "given_anew";

export type Failure = { 
/**
 * What it is.
 */
code: ErrorCode, 
/**
 * Whom or what it concerns: a brand, a host, a folder or file of this device.
 */
party: string | null, 
/**
 * For a report; never a secret, never a response body.
 */
detail: string | null, };

export type FeedView = { 
/**
 * Whose.
 */
issuer: IssuerRef, 
/**
 * Which document.
 */
kind: DocumentKind, 
/**
 * Whether this issuer publishes it at all.
 */
published: boolean, 
/**
 * When it was last seen to be the newest.
 */
checked_at: string | null, 
/**
 * When the edition in use was signed.
 */
issued_at: string | null, 
/**
 * When the edition in use runs out.
 */
expires_at: string | null, 
/**
 * Whether the edition in use has run out.
 */
expired: boolean, 
/**
 * Why the last look was not good.
 */
refused: Refusal | null, 
/**
 * Whether the person may trust the issuer's new keys now.
 */
may_trust_new_keys: boolean, };

export type Figure = { "over": { 
/**
 * Milliseconds after the ending.
 */
by: number, } } | { "signed": { 
/**
 * Milliseconds after the ending.
 */
by: number, 
/**
 * Milliseconds after the ending, by their own `exp`.
 */
until: number, } } | { "alive": { 
/**
 * Milliseconds after the ending.
 */
worked: number, } } | "nothing";

export type FileView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Where it was saved for the person; `null` where the shell saves none.
 */
saved: string | null, 
/**
 * Its bytes as base64 (RFC 4648, 4), where it was not saved.
 */
content: string | null, };

export type Filter = "live" | "moves_money" | "writes" | "unused" | "expires_soon" | "suspended" | "ending_open" | "ended" | "all";

export type FirstView = "ask_charges" | { "stop_payments": { 
/**
 * By whom.
 */
issuer: string, 
/**
 * Its desk, where one is told.
 */
desk: DeskView | null, } } | "end_access" | "access_over" | "end_there" | { "passwords": { 
/**
 * Whose password, by name.
 */
name: string, 
/**
 * The same, by side.
 */
party: Party, } } | { "tell_connector": { 
/**
 * Its name.
 */
connector: string, 
/**
 * Its desk, where one is told.
 */
desk: DeskView | null, } } | "write_down" | "police" | { "claim": { 
/**
 * Within how many days after a charge; `null` where nobody shows such a time.
 */
days: number | null, 
/**
 * The last day, where the person told the day of the charge.
 */
until: string | null, } } | { "compensation": { 
/**
 * What was agreed, where it is told.
 */
agreed: CompensationView | null, 
/**
 * Who pays first, by name.
 */
payer: string | null, 
/**
 * Whether it is decided case by case.
 */
case_by_case: CaseByCase, } };

export type Format = "json" | "csv" | "pdf";

export type GivenReceipt = { 
/**
 * The text of the file or link.
 */
text: string, 
/**
 * Ask the issuer that it names for its keys, even though nobody vouches for it: the person's own act.
 */
ask_stranger: boolean, };

export type GoesOn = "card" | "membership" | "payments_in_flight" | "written_data" | "online_sessions";

export type GoodReceiptView = { 
/**
 * The issuer's id of it.
 */
id: string, 
/**
 * When it was signed.
 */
issued_at: string, 
/**
 * When the issuer accepted the ending.
 */
accepted_at: string, 
/**
 * Who asked for it, as the issuer says.
 */
asked_by: Asker, 
/**
 * Until when tokens that were already out may still work.
 */
left_alive_until: string | null, 
/**
 * What was accepted, in the issuer's words.
 */
words: string | null, 
/**
 * When this app checked it.
 */
checked_at: string, 
/**
 * As it was signed: the evidence, for whoever wants to check it.
 */
jws: string, };

export type Grade = "tokens_reported_dead" | "grant_gone" | "permissions_gone";

export type GrantId = string;

export type GrantListView = { 
/**
 * The app's own grants, one an account; always first (R31).
 */
own: Array<GrantView>, 
/**
 * Test grants of this app's own that stand at an issuer: of a measurement that was broken off.
 */
own_tests: Array<OwnTestView>, 
/**
 * The page.
 */
grants: Array<GrantView>, 
/**
 * How many match in all.
 */
total: number, 
/**
 * Where the next page starts.
 */
next_cursor: string | null, 
/**
 * Counts for the filters, without the search words.
 */
counts: Counts, 
/**
 * Every connected account with how fresh its rows are, so that a list with one issuer down says so.
 */
accounts: Array<AccountSyncView>, 
/**
 * Connections that no list tells, matching the search: the person's notes, and receipts of what is not listed.
 */
kept: Array<KeptView>, 
/**
 * Catalogue issuers that cannot be asked: the list never looks complete when it is not.
 */
without_api: Array<IssuerRef>, };

export type GrantPageView = { 
/**
 * The row.
 */
grant: GrantView, 
/**
 * The host that said it.
 */
host: string, 
/**
 * Whether the signed catalogue names this host.
 */
vouched: boolean, 
/**
 * The six facts together, each with who said it.
 */
facts: SixFactsView, 
/**
 * When the issuer checked the conditions for connecting; no endorsement.
 */
conditions_checked_on: Stated<string> | null, 
/**
 * How the holder was identified.
 */
identified: Stated<IdentifiedView> | null, 
/**
 * What this app concludes by itself.
 */
conclusions: ConclusionsView, 
/**
 * Kinds of facts that this issuer never tells.
 */
never_told: Array<FactKind>, 
/**
 * Which data the permissions reach, as the issuer's directory tells it; only those that it tells.
 */
data: Array<DataView>, 
/**
 * What the person agreed to, by a receipt that the issuer signed.
 */
agreed: AgreedView | null, 
/**
 * The notices about it, open ones first.
 */
notices: Array<NoticeView>, 
/**
 * Its latest ending.
 */
ending: EndingView | null, 
/**
 * Its latest narrowing.
 */
narrowing: EndingView | null, 
/**
 * Whether a part of it can be taken away here.
 */
can_narrow: boolean, 
/**
 * Where it is no longer listed: the ended grant with which its issuer had announced it to end.
 */
ended_with: NamedGrantView | null, 
/**
 * What the person asked the connector to delete, and noted of the answers.
 */
deletion: DeletionHistoryView | null, };

export type GrantView = { 
/**
 * Our id.
 */
id: GrantId, 
/**
 * Whether it is this app's own (R31).
 */
own: boolean, 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * Through which sign-in.
 */
account: AccountId, 
/**
 * Whose it is.
 */
subject: Told<SubjectView>, 
/**
 * What it reaches.
 */
covers: Array<CoverView>, 
/**
 * Who was let in.
 */
connector: NamedView, 
/**
 * For what.
 */
service: NamedView, 
/**
 * What it may do, the weightiest first.
 */
permissions: Array<PermissionView>, 
/**
 * When it was given.
 */
granted_at: Told<string>, 
/**
 * When it was used last.
 */
last_used_at: Told<LastUse>, 
/**
 * The end of today's access.
 */
access_until: AccessUntil, 
/**
 * The furthest that refreshing reaches.
 */
refreshable: Refreshable, 
/**
 * The answer to "until when" from both.
 */
reach: Reach, 
/**
 * Its state.
 */
status: StatusView, 
/**
 * What is alive.
 */
tokens: Told<Array<TokenView>>, 
/**
 * Who gets the data onward.
 */
chain: Told<Array<ChainedView>>, 
/**
 * The time that these facts are from.
 */
as_of: string, 
/**
 * Whether the last try to ask its issuer failed, so that the facts may be out of date.
 */
stale: boolean, 
/**
 * Where its latest ending stands.
 */
ending: State | null, 
/**
 * Open notices about it, whoever told them (R24).
 */
notices: OpenNoticesView | null, 
/**
 * When the person said that they keep it.
 */
checked_at: string | null, 
/**
 * When the person themselves wants it to be over.
 */
own_end: string | null, 
/**
 * What happens then.
 */
own_end_plan: OwnEndView | null, 
/**
 * Whether it can be ended here.
 */
can_end: boolean, 
/**
 * Names this giving of the grant; goes back with an ending.
 */
birth: string, };

export type HandOnCase = { 
/**
 * Which.
 */
case: CaseId, 
/**
 * Where to.
 */
to: CaseCarrier, };

export type HandOnDeletion = { 
/**
 * After the ending of which grant.
 */
grant: GrantId, 
/**
 * Where to.
 */
to: Carrier, 
/**
 * Its subject.
 */
subject: string, 
/**
 * Its text, as the person left it.
 */
body: string, };

export type HandedOnView = { 
/**
 * The address or the host that was opened, or the name of the file.
 */
place: string, 
/**
 * Whether the text went along; else the person pastes it.
 */
whole: boolean, };

export type HeadState = { "kept": { 
/**
 * The line that it names.
 */
number: number, } } | "none" | "unreadable";

export type HoursView = { 
/**
 * As it was published.
 */
open: string, 
/**
 * The same in words of this app; `null` where no week can say it.
 */
week: string | null, 
/**
 * In words, where published.
 */
note: string | null, 
/**
 * Now, where it can be read.
 */
now: OpenNow | null, };

export type IdentifiedView = { 
/**
 * When.
 */
at: Told<string>, 
/**
 * How.
 */
how: Told<string>, };

export type InboxView = { 
/**
 * Those that concern the person's own grants first, open ones before what is over, the weightiest and newest first.
 */
notices: Array<NoticeView>, 
/**
 * How fresh each issuer's documents are: silence is not safety.
 */
feeds: Array<FeedView>, 
/**
 * How many that concern the person are unread and open.
 */
unread: number, };

export type IssuerId = string;

export type IssuerKind = "card" | "code_payment" | "e_money" | "unknown";

export type IssuerMeans = "api" | { "own_page": { 
/**
 * The page.
 */
url: string, 
/**
 * Its host, to be named before leaving.
 */
host: string, 
/**
 * What to look for there.
 */
look_for: string | null, 
/**
 * Its phone.
 */
phone: string | null, 
/**
 * When the catalogue's author looked.
 */
checked_on: string | null, } };

export type IssuerRef = { 
/**
 * Its id.
 */
id: IssuerId, 
/**
 * Its name.
 */
name: string, };

export type IssuerView = { 
/**
 * Its id.
 */
id: IssuerId, 
/**
 * Brand name.
 */
name: string, 
/**
 * What it is.
 */
kind: IssuerKind, 
/**
 * The host that this app speaks to, with the port where it is not 443.
 */
host: string | null, 
/**
 * Whether the signed catalogue names this host; otherwise it is only "connected to".
 */
vouched: boolean, 
/**
 * How to get on with it.
 */
means: IssuerMeans, 
/**
 * The person's sign-ins at it.
 */
accounts: Array<AccountView>, };

export type KeptAct = "noted" | "received" | "changed" | "ended" | "reopened" | "erased";

export type KeptId = string;

export type KeptSource = { "note": NoteView } | { "receipt": ReceiptView };

export type KeptView = { 
/**
 * Our id.
 */
id: KeptId, 
/**
 * The service.
 */
service: string, 
/**
 * Who says it, and what.
 */
source: KeptSource, 
/**
 * The issuer of the catalogue that is meant.
 */
issuer: IssuerRef | null, 
/**
 * What can be done there, where the catalogue tells.
 */
means: IssuerMeans | null, 
/**
 * When this app took it in.
 */
made_at: string, 
/**
 * When the person wants to be asked about it.
 */
remind_at: string | null, 
/**
 * Whether that time has come.
 */
due: boolean, 
/**
 * When the person said that it is ended: their own word.
 */
ended_at: string | null, 
/**
 * The listed grant that a receipt turned out to be.
 */
grant: GrantId | null, };

export type KeyId = string;

export type KeyUse = { 
/**
 * Its name.
 */
key: KeyId, 
/**
 * Its public part (RFC 8032), in hexadecimal.
 */
public: string, 
/**
 * The line that introduces it.
 */
from: number, 
/**
 * The key that signed before. It does not vouch for this one: its secret part was not at hand.
 */
instead_of: KeyId | null, };

export type Lang = "ja" | "en";

export type LastUse = "never" | string;

export type LeakKind = "card_number" | "password";

export type LeaveReceipt = { 
/**
 * The text of the link. Another one that came since stays.
 */
text: string, };

export type LeftAlive = "none" | { "until": string } | "not_told";

export type LeftAliveKind = "nothing" | { "signed_access_tokens": { 
/**
 * For at most so many seconds, where known.
 */
seconds: number | null, } } | "not_told";

export type LetterView = { 
/**
 * In which language.
 */
lang: Lang, 
/**
 * Its subject.
 */
subject: string, 
/**
 * Its text.
 */
body: string, };

export type Life = { "over": { 
/**
 * Seen at this time at the latest.
 */
by: number, 
/**
 * It was still seen to work at this time; 0 where no look after the ending saw it work.
 */
worked: number, } } | { "alive": { 
/**
 * The time of the last look that saw it work.
 */
worked: number, } } | { "unmeasured": Unmeasured };

export type LinkView = { 
/**
 * The address.
 */
url: string, 
/**
 * Its host.
 */
host: string, };

export type ListEvents = { 
/**
 * Only what the person did not see yet.
 */
unseen: boolean, };

export type ListGrants = { 
/**
 * Words to find in service, connector, issuer, card and permissions; kana, width and case are one.
 */
search: string, 
/**
 * Only these.
 */
filter: Filter, 
/**
 * In this order.
 */
sort: Sort, 
/**
 * Where the last page stopped.
 */
cursor: string | null, 
/**
 * How many at most, 1 to 500; 100 where absent.
 */
limit: number | null, };

export type ListRecords = { 
/**
 * Only about this grant.
 */
grant: GrantId | null, 
/**
 * Older than this number.
 */
before: number | null, 
/**
 * How many at most; 100 where absent.
 */
limit: number | null, };

export type ManyGrantView = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * Names this giving of it; goes back with the act.
 */
birth: string, 
/**
 * The service's name.
 */
service: string, 
/**
 * The connector's name.
 */
connector: string, 
/**
 * Whether it moves money.
 */
moves_money: boolean, 
/**
 * What it may do, the weightiest first: in words where there are some.
 */
permissions: Array<string>, 
/**
 * On which cards or accounts.
 */
covers: Array<string>, 
/**
 * Services outside of the choice that the issuer announced to end with it.
 */
with: Array<string>, };

export type ManyPartyView = { 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * The sign-in.
 */
account: AccountId, 
/**
 * What tells it apart.
 */
label: string | null, 
/**
 * Whether a sign-in is needed first: one for all of them.
 */
sign_in_first: boolean, 
/**
 * Most endings that it takes.
 */
caps: Caps, 
/**
 * Of how many the hour's cap lets go later, by itself.
 */
later: number, 
/**
 * What its kind leaves alive.
 */
left_alive: LeftAliveKind, 
/**
 * The grants.
 */
grants: Array<ManyGrantView>, };

export type ManyView = { 
/**
 * What was chosen.
 */
choice: Choice, 
/**
 * The connector's name, or the notice's title, where one was chosen.
 */
about: string | null, 
/**
 * How many would end.
 */
total: number, 
/**
 * How many of them move money.
 */
move_money: number, 
/**
 * How heavy the last act is.
 */
weight: Weight, 
/**
 * What would end, by sign-in; in each, what moves money first.
 */
parties: Array<ManyPartyView>, 
/**
 * How many of the choice are being ended already.
 */
under_way: number, 
/**
 * The act that ends them.
 */
batch: BatchId | null, 
/**
 * What goes on, as message ids of this app.
 */
goes_on: Array<GoesOn>, 
/**
 * Connections of the choice that no list tells: they cannot be ended from here.
 */
kept: Array<KeptView>, 
/**
 * Issuers that cannot be asked, with their own page and phone; only of everything.
 */
without_api: Array<ElsewhereView>, 
/**
 * This device's own sign-ins: not ended with them, unless the person chooses so; only of everything.
 */
own: Array<SignInView>, };

export type Matter = "charges" | "access" | "lost" | "question" | "data" | "outage" | "billing" | "display" | "privacy" | "other";

export type MeasureState = "idle" | "starting" | { "in_browser": { 
/**
 * The address, for a person whose browser did not open.
 */
url: string, 
/**
 * Until when the app waits.
 */
until: string, } } | "given" | { "looking": { 
/**
 * When the issuer accepted the ending.
 */
since: string, 
/**
 * The list.
 */
listed: Life, 
/**
 * Renewing.
 */
renewed: Life, 
/**
 * The resource.
 */
accepted: Life, } } | "done" | "cancelled" | { "failed": { 
/**
 * Why.
 */
why: Failure, } };

export type MeasureView = { 
/**
 * Which sign-in.
 */
account: AccountId, 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * Its host.
 */
host: string, 
/**
 * The second client that the issuer names for it; `null` where it names none.
 */
client_id: string | null, 
/**
 * What the test grant would allow.
 */
scopes: Array<string>, 
/**
 * Whether that is no more than who signed in (OpenID Connect Core, 5.4).
 */
only_identity: boolean, 
/**
 * The host of the resource that would be asked.
 */
resource_host: string | null, 
/**
 * Since when a test grant of an earlier time may still stand there.
 */
left_behind: string | null, 
/**
 * Where a measurement of this process stands.
 */
state: MeasureState, 
/**
 * The latest that was measured at this issuer.
 */
latest: MeasurementView | null, };

export type MeasurementView = { 
/**
 * When the issuer accepted the ending.
 */
at: string, 
/**
 * How many days ago that is.
 */
days: number, 
/**
 * Whether that is so long ago that it says little about today.
 */
old: boolean, 
/**
 * The second client, whose grant it was.
 */
client_id: string, 
/**
 * What the grant allowed.
 */
scopes: Array<string>, 
/**
 * The host of the resource that was asked.
 */
resource_host: string | null, 
/**
 * With which HTTP status the issuer accepted the ending.
 */
status: number, 
/**
 * What it comes to.
 */
figure: Figure, 
/**
 * How long the grant was listed.
 */
listed: Life, 
/**
 * How long it could be renewed.
 */
renewed: Life, 
/**
 * How long the resource took the access token.
 */
accepted: Life, 
/**
 * How long a signed access token lives by its own `exp`, in milliseconds after the ending; `null` where it is not signed.
 */
signed_for: number | null, 
/**
 * Whether the person did not want to wait any longer.
 */
stopped: boolean, 
/**
 * What does not fit what the issuer says.
 */
contradicts: Array<Contradiction>, };

export type MeasuringAct = "asked" | "given" | { "end_accepted": { 
/**
 * HTTP status.
 */
status: number, } } | { "measured": { 
/**
 * The list.
 */
listed: Life, 
/**
 * Renewing.
 */
renewed: Life, 
/**
 * The resource.
 */
accepted: Life, } } | "left_behind_ended";

export type NamedGrantView = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The service's name.
 */
service: string, };

export type NamedView = { 
/**
 * The issuer's id of it.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type NarrowGrant = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * What is taken away, by the technical names.
 */
drop: Array<string>, 
/**
 * The giving that the person saw; a later one is left alone.
 */
seen_birth: string | null, };

export type NarrowingView = { 
/**
 * The grant, as the person sees it now.
 */
grant: GrantView, 
/**
 * Why nothing can be taken away here; `null` where it can.
 */
why_not: WhyNotNarrow | null, 
/**
 * What may be taken away, the weightiest first.
 */
may_go: Array<PermissionView>, 
/**
 * What this issuer never takes away by itself.
 */
fixed: Array<PermissionView>, 
/**
 * How long tokens that are out keep what was taken away.
 */
left_alive: LeftAliveKind, 
/**
 * When the access tokens that are out now run out by themselves, where the issuer tells it of all of them.
 */
tokens_until: string | null, 
/**
 * Whether a sign-in is needed first.
 */
sign_in_first: boolean, };

export type NarrowsView = { 
/**
 * What the grant keeps.
 */
keep: Array<PermissionView>, 
/**
 * What is taken away.
 */
drop: Array<PermissionView>, };

export type NotView = { 
/**
 * Who.
 */
party: Party, 
/**
 * Its name.
 */
name: string, 
/**
 * Why.
 */
why: WhyNot, };

export type NoteCase = { 
/**
 * Of which case.
 */
case: CaseId, 
/**
 * What.
 */
what: CaseNote, 
/**
 * On which day.
 */
on: string, 
/**
 * The number that the party gave.
 */
number: string | null, 
/**
 * In words.
 */
words: string | null, };

export type NoteDeletion = { 
/**
 * After the ending of which grant.
 */
grant: GrantId, 
/**
 * What.
 */
what: DeletionState, 
/**
 * On which day.
 */
on: string, 
/**
 * The letter that was sent, or what the company wrote.
 */
words: string | null, };

export type NoteView = { 
/**
 * How the service was let in.
 */
way: Way, 
/**
 * Where.
 */
place: string | null, 
/**
 * How to end it there.
 */
how_to_end: string | null, 
/**
 * Anything else.
 */
memo: string | null, };

export type Nothing = Record<symbol, never>;

export type NoticeKind = "incident" | "risk" | "outage" | "planned_stop" | "api_change";

export type NoticeState = "open" | "over" | "all_clear" | "replaced";

export type NoticeView = { 
/**
 * The issuer whose feed told it.
 */
issuer: IssuerRef, 
/**
 * The feed's id of it.
 */
id: string, 
/**
 * What it is.
 */
kind: NoticeKind, 
/**
 * How weighty its author calls it.
 */
severity: Severity, 
/**
 * Whose word it is; a connector's is relayed by the issuer.
 */
by: Answerer, 
/**
 * When it was said.
 */
issued_at: string, 
/**
 * When this app first had it.
 */
heard_at: string, 
/**
 * From when.
 */
starts_at: string | null, 
/**
 * Until when.
 */
ends_at: string | null, 
/**
 * In one line.
 */
title: string, 
/**
 * All of it.
 */
body: string, 
/**
 * What is affected, where not the whole.
 */
part: string | null, 
/**
 * The one act that its author advises.
 */
advice: Advice | null, 
/**
 * Whether it still stands.
 */
state: NoticeState, 
/**
 * Whether the person opened it.
 */
read: boolean, 
/**
 * The person's own live grants at that issuer that it is about, the weightiest first; at most 20.
 */
concerns: Array<GrantView>, 
/**
 * How many they are.
 */
concerns_total: number, 
/**
 * The person's own live grants of the same connector at other issuers, which have not told it (R24); at most 20.
 */
elsewhere: Array<GrantView>, 
/**
 * How many they are.
 */
elsewhere_total: number, };

export type Of = "all" | { 
/**
 * Which.
 */
grant: GrantId, };

export type OfAccount = { 
/**
 * Which.
 */
account: AccountId, };

export type OfBatch = { 
/**
 * Which.
 */
batch: BatchId, };

export type OfCase = { 
/**
 * Which.
 */
case: CaseId, };

export type OfConnect = { 
/**
 * Which.
 */
connect: ConnectId, };

export type OfEvent = { 
/**
 * Its number.
 */
event: number, };

export type OfGrant = { 
/**
 * Which.
 */
grant: GrantId, };

export type OfIssuer = { 
/**
 * Which.
 */
issuer: IssuerId, };

export type OfKept = { 
/**
 * Which.
 */
kept: KeptId, };

export type OfMany = { 
/**
 * What is chosen.
 */
choice: Choice, };

export type OfMatter = { 
/**
 * A grant, a connection that no list tells, or this app.
 */
about: About, 
/**
 * What it is about.
 */
matter: Matter, 
/**
 * Whether there are charges that the person does not recognise; left out where they did not say.
 */
charges: boolean | null, 
/**
 * The day of the earliest of them; left out where they did not say.
 */
charged_on: string | null, };

export type OfNotice = { 
/**
 * Whose feed.
 */
issuer: IssuerId, 
/**
 * The feed's id of it.
 */
notice: string, };

export type OpenContact = { 
/**
 * Who: 0 answers, then the next ones in their order.
 */
turn: number, 
/**
 * Which way.
 */
way: ContactWay, 
/**
 * A grant, a connection that no list tells, or this app.
 */
about: About, 
/**
 * What it is about.
 */
matter: Matter, 
/**
 * Whether there are charges that the person does not recognise; left out where they did not say.
 */
charges: boolean | null, 
/**
 * The day of the earliest of them; left out where they did not say.
 */
charged_on: string | null, };

export type OpenNoticesView = { 
/**
 * How many; at least one.
 */
count: number, 
/**
 * The weightiest of them.
 */
severity: Severity, };

export type OpenNow = { 
/**
 * Whether it is open.
 */
open: boolean, 
/**
 * Until when that stays; `None` where it never changes, or not within a year.
 */
until: string | null, };

export type Opened = { 
/**
 * The host that was opened.
 */
host: string, };

export type OperatorView = { 
/**
 * The company.
 */
company: CompanyView, 
/**
 * Who answers which topic.
 */
contacts: Array<ContactView>, 
/**
 * Main risks.
 */
risks: Array<string>, 
/**
 * What it pays for damage.
 */
compensation: CompensationView | null, };

export type Outcome = "not_ended" | "needs_you" | "goes_on" | "held" | "withdrawn" | "verified";

export type OutcomesView = { 
/**
 * All of them.
 */
total: number, 
/**
 * Seen to have ended.
 */
verified: number, 
/**
 * Settled, and not ended.
 */
not_ended: number, 
/**
 * They wait for the person.
 */
needs_you: number, 
/**
 * They go on by themselves.
 */
goes_on: number, 
/**
 * Of the open ones: sent, and not to be called back.
 */
out: number, 
/**
 * Held back by the person.
 */
held: number, 
/**
 * Given up by the person before anything was sent.
 */
withdrawn: number, };

export type OwnEndView = { 
/**
 * The last day, in the person's own calendar.
 */
day: string, 
/**
 * The end of that day.
 */
at: string, 
/**
 * What happens then.
 */
then: Then, 
/**
 * Why, in the person's words.
 */
why: string | null, 
/**
 * Why the person is asked now, where they are.
 */
asked: WhyAsked | null, };

export type OwnTestView = { 
/**
 * Through which sign-in.
 */
account: AccountId, 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * Its host.
 */
host: string, 
/**
 * Since when it stands there, as far as is known.
 */
since: string, };

export type PacketLineView = { 
/**
 * Our name of it.
 */
id: string, 
/**
 * The line as it stands in the letter.
 */
text: string, 
/**
 * Who said it; `null` where it is the person's own word. The app never passes anybody's word off as its own.
 */
by: Party | null, 
/**
 * Whether it is in.
 */
kept: boolean, };

export type PacketView = { 
/**
 * To whom.
 */
to: TurnView, 
/**
 * The facts, line by line.
 */
lines: Array<PacketLineView>, 
/**
 * What was found in the person's own words that must not leave; they stand masked in the letter.
 */
leaks: Array<LeakKind>, 
/**
 * The letter, byte for byte as it would leave.
 */
letter: LetterView, };

export type Party = "issuer" | "connector" | "this_app";

export type PauseView = { 
/**
 * Until when; then it goes on by itself.
 */
until: string, 
/**
 * Why.
 */
why: PauseWhy, };

export type PauseWhy = "asked" | "cap" | "silent";

export type PermissionView = { 
/**
 * The technical name.
 */
scope: string, 
/**
 * Its kind.
 */
access: Access, 
/**
 * Its effect.
 */
effect: Effect, 
/**
 * Plain words, where somebody gave them.
 */
words: string | null, };

export type ProfileKind = "ordinary" | "practice";

export type Reach = { "until": string } | "until_ended" | "not_told";

export type ReceiptCheckView = { 
/**
 * What it says.
 */
receipt: ReceiptView, 
/**
 * The same one, where it is kept already.
 */
kept: KeptId | null, };

export type ReceiptFault = "unreadable" | "forged" | "keys_changed" | "other_issuer" | "other_grant" | "other_giving" | "other_time";

export type ReceiptView = { 
/**
 * The issuer: its brand where the catalogue or a sign-in names it, else its host.
 */
issuer: string, 
/**
 * The host that signed it.
 */
host: string, 
/**
 * Whether the signed catalogue names this host.
 */
vouched: boolean, 
/**
 * Who was let in.
 */
connector: NamedView, 
/**
 * For what.
 */
service: NamedView, 
/**
 * What it may do, the weightiest first.
 */
permissions: Array<PermissionView>, 
/**
 * Until when it was agreed.
 */
reach: Reach, 
/**
 * For how many days from the consent, where that is how it says it and nobody tells when the consent was.
 */
days: number | null, 
/**
 * Who gets data onward.
 */
chain: Told<Array<string>>, 
/**
 * How to end it.
 */
how_to_end: string | null, 
/**
 * What to beware of.
 */
beware: Array<string>, 
/**
 * When the issuer signed it.
 */
issued_at: string, 
/**
 * When the person consented, where the issuer signs each consent.
 */
agreed_at: string | null, };

export type RecordListView = { 
/**
 * Newest first.
 */
records: Array<RecordView>, 
/**
 * Ask for these next.
 */
before: number | null, };

export type RecordView = { 
/**
 * Its number.
 */
number: number, 
/**
 * When.
 */
at: string, 
/**
 * What; `null` where it was erased by rule.
 */
act: Act | null, 
/**
 * The service concerned, where it is about a grant.
 */
service: string | null, 
/**
 * The issuer concerned.
 */
issuer: string | null, 
/**
 * The line's hash, in hexadecimal.
 */
hash: string, };

export type RecordsCheckView = { 
/**
 * How many lines were checked.
 */
lines: number, 
/**
 * How many of them were erased by rule: that something stood there is proved, not what.
 */
erased: number, 
/**
 * How many at the beginning are not signed: they are from before this device had a key.
 */
unsigned: number, 
/**
 * The keys that signed the others, in the order in which they were introduced.
 */
keys: Array<KeyUse>, 
/**
 * Whether a head of the log was kept apart from it.
 */
head: HeadState, 
/**
 * Where it is broken; `null` where it is whole.
 */
broken: Break | null, };

export type Refreshable = { "until": string } | "until_ended" | "not_told";

export type Refusal = "not_served" | "too_large" | "signature" | "unreadable" | "other_issuer" | "older" | "altered" | "expired" | "from_the_future" | "keys_changed";

export type RemindCase = { 
/**
 * Of which case.
 */
case: CaseId, 
/**
 * When; never where absent.
 */
at: string | null, };

export type RemindDeletion = { 
/**
 * After the ending of which grant.
 */
grant: GrantId, 
/**
 * When; never where absent.
 */
at: string | null, };

export type RemindKept = { 
/**
 * Which.
 */
kept: KeptId, 
/**
 * When; never where absent.
 */
at: string | null, };

export type RestoredFrom = { 
/**
 * When it was made.
 */
made_at: string, 
/**
 * What the device called itself on which it was made.
 */
device: string, 
/**
 * When it was taken over.
 */
at: string, };

export type ResultView = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The service's name.
 */
service: string, 
/**
 * The connector's name.
 */
connector: string, 
/**
 * Whether it moves money.
 */
moves_money: boolean, 
/**
 * How it came out so far.
 */
outcome: Outcome, 
/**
 * Where its ending stands; `None` where it was withdrawn.
 */
state: State | null, 
/**
 * By what means it was seen, where verified.
 */
verified_by: Grade | null, 
/**
 * What was seen last.
 */
evidence: Evidence | null, 
/**
 * Whether it was sent and cannot be called back.
 */
out: boolean, };

export type RolesView = { 
/**
 * The issuer's.
 */
issuer: string | null, 
/**
 * The connector's.
 */
connector: string | null, };

export type RouteView = { 
/**
 * What it is about.
 */
about: AboutView, 
/**
 * The matter.
 */
matter: Matter, 
/**
 * Whether there are charges that the person does not recognise; `null` where they did not say.
 */
charges: boolean | null, 
/**
 * The day of the earliest of them; `null` where they did not say.
 */
charged_on: string | null, 
/**
 * On whose contract the card stands.
 */
contract: Told<Contract>, 
/**
 * What comes before any complaint, in order.
 */
first: Array<FirstView>, 
/**
 * Who does not answer, and why.
 */
not: Array<NotView>, 
/**
 * Who is next if nobody answers in time, in order.
 */
then: Array<TurnView>, 
/**
 * Public bodies, as the last step.
 */
bodies: Array<BodyView>, 
/**
 * Why a rule of this app stands in for an agreement.
 */
silence: ContactSilence | null, 
/**
 * What is wrong with the agreement.
 */
defects: Array<Defect>, 
/**
 * Where the contact points come from.
 */
standing: StandingView, 
/**
 * Open cases about the same.
 */
cases: Array<CaseLineView>, 
/**
 * Who.
 */
party: Party, 
/**
 * Its name.
 */
name: string, 
/**
 * Why.
 */
why: Why, 
/**
 * The contact point, where one is told.
 */
contact: ContactView | null, 
/**
 * Who told it.
 */
source: ContactSource | null, 
/**
 * The ways to reach it, the quickest first.
 */
channels: Array<ChannelView>, 
/**
 * Whether it is open now; `null` where nobody tells its hours.
 */
open_now: OpenNow | null, 
/**
 * Within how many days it answers.
 */
answer_days: number, 
/**
 * Whether that was agreed; else it is this app's own patience.
 */
answer_agreed: boolean, };

export type Rule = "moves_money" | "may_write" | "unknown_permission" | "long_life" | "expires_soon" | "unused" | "suspended" | "wider_than_needed" | "incident_open" | "unknown_to_directory" | "widened_since" | "longer_than_agreed" | "renamed" | "new_chained" | "past_own_end";

export type SaveContacts = { 
/**
 * How far the person's clock is ahead of UTC, in minutes, for the day on it; Japan's where absent.
 */
offset_minutes: number | null, };

export type SaveNote = { 
/**
 * Which to change; a new one where absent.
 */
kept: KeptId | null, 
/**
 * How the service was let in.
 */
way: Way, 
/**
 * The service.
 */
service: string, 
/**
 * The payment company, card or wallet.
 */
place: string | null, 
/**
 * The issuer of the catalogue that is meant.
 */
issuer: IssuerId | null, 
/**
 * How to end it there.
 */
how_to_end: string | null, 
/**
 * Anything else.
 */
memo: string | null, 
/**
 * When to ask about it.
 */
remind_at: string | null, };

export type SeenGrant = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * Which giving of it; a later one is left alone.
 */
birth: string, };

export type ServiceView = { 
/**
 * What it is.
 */
about: string | null, 
/**
 * When it runs.
 */
hours: HoursView | null, 
/**
 * Main risks.
 */
risks: Array<string>, 
/**
 * What it may keep after an ending (R29).
 */
keeps: Array<string>, 
/**
 * Where a person takes out what it holds.
 */
export: LinkView | null, 
/**
 * Where it is the main window to the issuer's statements: where they are read without it (R32).
 */
statements: StatementsView | null, };

export type SetOwnEnd = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The end of the day; no such wish where absent.
 */
at: string | null, 
/**
 * That day in the person's own calendar; the day of `at` in UTC where absent.
 */
day: string | null, 
/**
 * What is to happen then; the person is asked where absent.
 */
then: Then | null, 
/**
 * Why, in the person's words.
 */
why: string | null, 
/**
 * The birth of the grant that the person saw; a later one is never ended by it.
 */
seen_birth: string | null, };

export type Severity = "urgent" | "caution" | "info";

export type SheetPartyView = { 
/**
 * Issuer or connector.
 */
party: Party, 
/**
 * Its name.
 */
name: string, 
/**
 * Of an issuer: what it is.
 */
kind: IssuerKind | null, 
/**
 * At which issuer; of an issuer itself.
 */
issuer: IssuerRef | null, 
/**
 * Its services that the person let in; empty for an issuer.
 */
services: Array<string>, 
/**
 * What to ask a route about, the live one first; `null` for an issuer.
 */
about: About | null, 
/**
 * Whether all that it was let in for is over.
 */
over: boolean, 
/**
 * For harm: the stop desk of an issuer, the emergency desk of a connector.
 */
urgent: DeskView | null, 
/**
 * For questions and complaints.
 */
usual: DeskView | null, 
/**
 * Where these come from.
 */
standing: StandingView, };

export type SheetView = { 
/**
 * The parties, issuers first, each followed by those that were let in there.
 */
parties: Array<SheetPartyView>, 
/**
 * Who distributes this app; `null` where nobody does.
 */
operator: OperatorView | null, 
/**
 * Public bodies.
 */
bodies: Array<BodyView>, 
/**
 * When the sheet was made.
 */
at: string, };

export type SignInView = { 
/**
 * The account.
 */
account: AccountId, 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * The host.
 */
host: string, 
/**
 * What tells it apart.
 */
label: string | null, 
/**
 * Since when.
 */
since: string, 
/**
 * The end of today's access.
 */
access_until: AccessUntil, 
/**
 * As far as it can be renewed.
 */
refreshable: Refreshable, 
/**
 * The answer to "until when" from both.
 */
reach: Reach, 
/**
 * Whether the person has to sign in again to go on.
 */
signed_in: boolean, 
/**
 * What the app may do there.
 */
scopes: Array<string>, };

export type SignOut = { "one": { 
/**
 * Which.
 */
account: AccountId, } } | "all";

export type SignedOutView = { 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * Whether the issuer confirmed that the sign-in is revoked; forgotten here in any case.
 */
revoked_at_issuer: boolean, 
/**
 * Endings that cannot go on until the person signs in again.
 */
endings_waiting: number, };

export type Silence = "offline" | "timed_out" | "server_error" | "too_many" | "unreadable" | "interrupted";

export type SixFactsView = { 
/**
 * ① The connector.
 */
connector: Stated<NamedView>, 
/**
 * ② The service.
 */
service: Stated<NamedView>, 
/**
 * ③ What it may do.
 */
permissions: Stated<Array<PermissionView>>, 
/**
 * ④ Until when.
 */
until: Stated<UntilView>, 
/**
 * ⑤ How to remove it, besides in this app.
 */
how_to_end: Stated<Told<string>>, 
/**
 * ⑥ What else to beware of.
 */
beware: Stated<Told<Array<string>>>, };

export type SnapshotView = { 
/**
 * Goes up with every change.
 */
revision: number, 
/**
 * What kind of profile this is.
 */
profile: ProfileKind, 
/**
 * Where the secrets are.
 */
vault: VaultKind, 
/**
 * Who distributes this build (R31); `null` where nobody does.
 */
operator: OperatorView | null, 
/**
 * What became of the list of issuers that this build brings.
 */
catalogue: CatalogueState, 
/**
 * How many live grants.
 */
grants: number, 
/**
 * At how many connected issuers.
 */
issuers: number, 
/**
 * How many live grants match each filter.
 */
counts: Counts, 
/**
 * How many endings wait for the person.
 */
needs_you: number, 
/**
 * How many endings go on by themselves.
 */
open_endings: number, 
/**
 * How many open notices that concern the person are unread.
 */
unread: number, 
/**
 * About how many connections that no list tells the person wants to be asked now.
 */
due: number, 
/**
 * The receipt that a link brought last, until it is kept or left.
 */
receipt_arrived: string | null, 
/**
 * How much happened that the person did not see yet.
 */
events: number, 
/**
 * How many sign-ins could not be asked the last time.
 */
unasked: number, 
/**
 * In how many open cases nobody answered until the day that was set.
 */
due_cases: number, };

export type Sort = "weight" | "service" | "connector" | "issuer" | "expiry" | "last_used" | "granted";

export type StandingView = { 
/**
 * When the issuer's directory was last seen to be the newest; `null` where there is none.
 */
as_of: string | null, 
/**
 * Since when it has run out.
 */
expired_at: string | null, 
/**
 * Since when it names this connector no longer: what it said before is shown.
 */
left_at: string | null, 
/**
 * Whether this device is signed out there, or could not ask the last time.
 */
unasked: boolean, };

export type State = "asked" | "sent" | "accepted" | "verified" | "waiting" | "needs_you" | "refused" | "superseded" | "disputed";

export type Stated<T> = { 
/**
 * What was said.
 */
value: T, 
/**
 * Who said it.
 */
by: Party, 
/**
 * Who passed it on, where that is another party.
 */
relayed_by: Party | null, 
/**
 * When this app heard it.
 */
at: string, };

export type StatementsView = { 
/**
 * In words.
 */
afterwards: string, 
/**
 * The page.
 */
site: LinkView | null, };

export type StatusView = "active" | { "suspended": { 
/**
 * Who decided.
 */
by: Told<Party>, 
/**
 * Why.
 */
reason: Told<string>, 
/**
 * Since when.
 */
since: Told<string>, } } | { "expired": { 
/**
 * When.
 */
since: Told<string>, } } | { "ended": { 
/**
 * By whom.
 */
by: Told<EndedBy>, 
/**
 * When.
 */
at: Told<string>, } } | { "vanished": { 
/**
 * When it was first missed.
 */
since: string, } } | "unknown";

export type Steer = "stop" | "resume" | "withdraw";

export type SteerBatch = { 
/**
 * Which.
 */
batch: BatchId, 
/**
 * What.
 */
how: Steer, };

export type StepView = { 
/**
 * The state reached.
 */
state: State, 
/**
 * When this app saw it.
 */
at: string, 
/**
 * What it saw.
 */
evidence: Evidence, };

export type SubjectKind = "person" | "company";

export type SubjectView = { 
/**
 * Person or company.
 */
kind: SubjectKind, 
/**
 * The name, where told.
 */
name: string | null, };

export type Sync = { 
/**
 * Only this account; all where absent.
 */
account: AccountId | null, 
/**
 * Ask now, even if a list is fresh.
 */
now: boolean, };

export type SyncView = { 
/**
 * Each account.
 */
accounts: Array<AccountSyncView>, };

export type Text = { [key in string]: string };

export type Then = "end" | "ask";

export type TogetherView = { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The service's name.
 */
service: string, 
/**
 * Whether this app has seen since that it is ended or no longer listed.
 */
gone: boolean, };

export type TokenKind = "access" | "refresh";

export type TokenView = { 
/**
 * Access or refresh.
 */
kind: TokenKind, 
/**
 * When it was issued.
 */
issued_at: Told<string>, 
/**
 * When it runs out.
 */
expires_at: Told<string>, };

export type Told<T> = "not_told" | T;

export type Topic = "connect" | "issuers" | "grants" | "endings" | "records" | "notices" | "kept" | "events" | "cases";

export type Trouble = "offline" | "certificate" | "timed_out" | "server_error" | "too_many" | "unreadable" | "sign_in" | "refused" | "vault";

export type TurnView = { 
/**
 * Who.
 */
party: Party, 
/**
 * Its name.
 */
name: string, 
/**
 * Why.
 */
why: Why, 
/**
 * The contact point, where one is told.
 */
contact: ContactView | null, 
/**
 * Who told it.
 */
source: ContactSource | null, 
/**
 * The ways to reach it, the quickest first.
 */
channels: Array<ChannelView>, 
/**
 * Whether it is open now; `null` where nobody tells its hours.
 */
open_now: OpenNow | null, 
/**
 * Within how many days it answers.
 */
answer_days: number, 
/**
 * Whether that was agreed; else it is this app's own patience.
 */
answer_agreed: boolean, };

export type Unlike = { "new_kind": { 
/**
 * Of which kind.
 */
access: Access, 
/**
 * First.
 */
at: string, } } | { "more_often": { 
/**
 * Uses of the last seven days.
 */
lately: number, 
/**
 * Uses of a usual week, rounded up.
 */
usual: number, } } | { "after_silence": { 
/**
 * Last before.
 */
from: string, 
/**
 * First again.
 */
to: string, } };

export type Unmeasured = "none" | "never_worked" | "no_answer";

export type UntilView = { 
/**
 * The end of today's access.
 */
access_until: AccessUntil, 
/**
 * The furthest that refreshing reaches.
 */
refreshable: Refreshable, 
/**
 * The answer to "until when" from both.
 */
reach: Reach, };

export type UseView = { 
/**
 * When.
 */
at: string, 
/**
 * Of which kind.
 */
access: Access, 
/**
 * What.
 */
what: string | null, 
/**
 * How many records.
 */
count: number | null, };

export type UsesView = { 
/**
 * Told, newest first, or not told by this issuer.
 */
uses: Told<Array<UseView>>, 
/**
 * How the last seven days are unlike what was before, by this app's own rule; not told where history is too short.
 */
unlike: Told<Array<Unlike>>, 
/**
 * Asked at this time.
 */
at: string, };

export type UsesWatched = "not_yet" | { "told": string } | { "used": string } | "not_told";

export type VaultKind = "keychain" | "passphrase" | "practice_file";

export type WaitingEndingView = { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * The service's name.
 */
service: string, 
/**
 * The connector's name.
 */
connector: string, 
/**
 * When it was asked for.
 */
asked_at: string, 
/**
 * How far it came.
 */
state: State, };

export type WaitingSignInView = { 
/**
 * Which.
 */
account: AccountId, 
/**
 * At which issuer.
 */
issuer: IssuerRef, 
/**
 * What a person recognises.
 */
label: string | null, 
/**
 * The endings that wait for it. They have NOT ended.
 */
endings: Array<WaitingEndingView>, };

export type WatchView = { 
/**
 * Its end.
 */
until: string, 
/**
 * Whether it is over.
 */
over: boolean, 
/**
 * When the issuer's list was read last: a grant that is back would have been seen.
 */
listed_at: string | null, 
/**
 * Accesses after the ending.
 */
uses: UsesWatched, 
/**
 * Since when nothing can be seen, because nobody is signed in or the issuer does not answer.
 */
blind: Blind | null, 
/**
 * When a disputed one is looked at next.
 */
next_at: string | null, };

export type Way = "password" | "ordered" | "no_api" | "other";

export type Weight = "button" | "typed";

export type What = { "new": { 
/**
 * Which.
 */
grant: GrantId, } } | { "back": { 
/**
 * Which.
 */
grant: GrantId, } } | { "widened": { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * The scopes that came to it.
 */
scopes: Array<string>, } } | { "suspended": { 
/**
 * Which.
 */
grant: GrantId, } } | { "ended": { 
/**
 * Which.
 */
grant: GrantId, } } | { "expires_soon": { 
/**
 * Which.
 */
grant: GrantId, } } | { "ending_needs_you": { 
/**
 * Of which grant.
 */
grant: GrantId, } } | { "disputed": { 
/**
 * Which.
 */
grant: GrantId, } } | { "narrowing_needs_you": { 
/**
 * Which.
 */
grant: GrantId, } } | { "not_narrowed": { 
/**
 * Which.
 */
grant: GrantId, } } | { "ending_failed": { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * What stood in its way.
 */
why: Failed, } } | { "narrowing_failed": { 
/**
 * Of which grant.
 */
grant: GrantId, 
/**
 * What stood in its way.
 */
why: Failed, } } | { "notice": { 
/**
 * Whose feed.
 */
issuer: IssuerId, 
/**
 * The feed's id of it.
 */
notice: string, } } | { "own_end": { 
/**
 * Which.
 */
grant: GrantId, 
/**
 * Why the person is asked; `None` where its ending was asked for, as they had prepared.
 */
asked: WhyAsked | null, } } | { "sign_in": { 
/**
 * Which sign-in ran out.
 */
account: AccountId, } } | { "deletion_unanswered": { 
/**
 * After the ending of which grant.
 */
grant: GrantId, } } | { "case_unanswered": { 
/**
 * Which.
 */
case: CaseId, 
/**
 * About which grant, where it is about one of the list.
 */
grant: GrantId | null, } };

export type WhomView = { 
/**
 * The contact point.
 */
contact: Stated<ContactView>, 
/**
 * Whether it was agreed for deletion; else it is a general one.
 */
agreed: boolean, 
/**
 * Whether it tells in which language it is written to.
 */
lang_told: boolean, };

export type Why = "agreed" | "agreed_general" | "stops_payments" | "looks_into_displays" | "pays_first" | "its_service" | "holds_data" | "shuts_access" | "phone_is_wallet" | "its_password" | "next" | "operates";

export type WhyAsked = "wished" | "sign_in" | "given_anew" | "no_birth" | "clock";

export type WhyNot = "other_agreed" | "cannot_stop_payments" | "its_own_display" | "not_its_service" | "not_its_data" | "second" | "not_their_app";

export type WhyNotNarrow = "not_offered" | "nothing_to_take" | "no_birth" | "over" | "ending";

export interface Commands {
  snapshot: { request: Nothing; answer: SnapshotView };
  list_issuers: { request: Nothing; answer: Array<IssuerView> };
  connect_issuer: { request: ConnectIssuer; answer: ConnectView };
  read_connect: { request: OfConnect; answer: ConnectView };
  cancel_connect: { request: OfConnect; answer: ConnectView };
  sync: { request: Sync; answer: SyncView };
  list_grants: { request: ListGrants; answer: GrantListView };
  read_grant: { request: OfGrant; answer: GrantPageView };
  read_connector: { request: OfGrant; answer: ConnectorPageView };
  list_uses: { request: OfGrant; answer: UsesView };
  set_own_end: { request: SetOwnEnd; answer: GrantPageView };
  read_kept: { request: OfKept; answer: KeptView };
  save_note: { request: SaveNote; answer: KeptView };
  check_receipt: { request: GivenReceipt; answer: ReceiptCheckView };
  keep_receipt: { request: GivenReceipt; answer: KeptView };
  leave_receipt: { request: LeaveReceipt; answer: Nothing };
  remind_kept: { request: RemindKept; answer: KeptView };
  end_kept: { request: EndKept; answer: KeptView };
  erase_kept: { request: OfKept; answer: Nothing };
  mark_checked: { request: OfGrant; answer: GrantPageView };
  preview_ending: { request: OfGrant; answer: ConsequencesView };
  end_grant: { request: EndGrant; answer: EndingView };
  read_ending: { request: OfGrant; answer: EndingView | null };
  hurry_ending: { request: OfGrant; answer: EndingView };
  list_sign_ins: { request: Nothing; answer: Array<SignInView> };
  sign_out: { request: SignOut; answer: Array<SignedOutView> };
  list_records: { request: ListRecords; answer: RecordListView };
  verify_records: { request: Nothing; answer: RecordsCheckView };
  list_notices: { request: Nothing; answer: InboxView };
  mark_notice_read: { request: OfNotice; answer: InboxView };
  notice_calendar: { request: OfNotice; answer: CalendarView };
  list_events: { request: ListEvents; answer: Array<EventView> };
  mark_event_seen: { request: OfEvent; answer: Array<EventView> };
  trust_new_keys: { request: OfIssuer; answer: InboxView };
  open_issuer_page: { request: OfIssuer; answer: Opened };
  open_practice: { request: Nothing; answer: Nothing };
  export_records: { request: ExportRecords; answer: ExportView };
  export_proof: { request: ExportProof; answer: ExportView };
  list_measures: { request: Nothing; answer: Array<MeasureView> };
  start_measure: { request: OfAccount; answer: MeasureView };
  stop_measure: { request: OfAccount; answer: MeasureView };
  read_deletion: { request: OfGrant; answer: DeletionView };
  draft_deletion: { request: DraftDeletion; answer: LetterView };
  hand_on_deletion: { request: HandOnDeletion; answer: HandedOnView };
  note_deletion: { request: NoteDeletion; answer: DeletionView };
  remind_deletion: { request: RemindDeletion; answer: DeletionView };
  read_backup: { request: Nothing; answer: BackupView };
  make_backup: { request: Nothing; answer: BackupMadeView | null };
  restore_backup: { request: Nothing; answer: BackupView | null };
  preview_many: { request: OfMany; answer: ManyView };
  end_many: { request: EndMany; answer: BatchView };
  list_batches: { request: Nothing; answer: Array<BatchView> };
  read_batch: { request: OfBatch; answer: BatchView };
  steer_batch: { request: SteerBatch; answer: BatchView };
  route_contact: { request: OfMatter; answer: RouteView };
  open_contact: { request: OpenContact; answer: Opened };
  list_contacts: { request: Nothing; answer: SheetView };
  save_contacts: { request: SaveContacts; answer: ExportView };
  draft_case: { request: DraftCase; answer: PacketView };
  keep_case: { request: DraftCase; answer: CaseView };
  list_cases: { request: Nothing; answer: Array<CaseLineView> };
  read_case: { request: OfCase; answer: CaseView };
  hand_on_case: { request: HandOnCase; answer: CaseHandedView };
  note_case: { request: NoteCase; answer: CaseView };
  remind_case: { request: RemindCase; answer: CaseView };
  discard_case: { request: OfCase; answer: Nothing };
  preview_narrowing: { request: OfGrant; answer: NarrowingView };
  narrow_grant: { request: NarrowGrant; answer: EndingView };
  read_narrowing: { request: OfGrant; answer: EndingView | null };
  hurry_narrowing: { request: OfGrant; answer: EndingView };
  list_narrowings: { request: Nothing; answer: Array<EndingView> };
}
