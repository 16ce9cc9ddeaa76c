// The one table of commands: name, request, answer. It names types by token only, so that the window's
// build script can include it without building this package.

macro_rules! command_table {
    ($then:ident) => {
        $then! {
            /// Counts and a revision: all that a screen needs to know whether it is out of date.
            snapshot: Nothing => SnapshotView,
            /// The issuers that can be connected and those that are.
            list_issuers: Nothing => Vec<IssuerView>,
            /// Starts a sign-in at an issuer in the system browser.
            connect_issuer: ConnectIssuer => ConnectView,
            /// Where a sign-in stands.
            read_connect: OfConnect => ConnectView,
            /// Breaks a sign-in off. Nothing half-made stays.
            cancel_connect: OfConnect => ConnectView,
            /// Asks all connected issuers, or one, for their lists. The answer says where each stands.
            sync: Sync => SyncView,
            /// A page of the list of all grants over all issuers.
            list_grants: ListGrants => GrantListView,
            /// One grant, on the issuer's side.
            read_grant: OfGrant => GrantPageView,
            /// The connector of a grant, on the connector's side.
            read_connector: OfGrant => ConnectorPageView,
            /// When a grant was used, as far as the issuer tells.
            list_uses: OfGrant => UsesView,
            /// Sets when the person themselves wants a grant to be over.
            set_own_end: SetOwnEnd => GrantPageView,
            /// One connection that no list tells.
            read_kept: OfKept => KeptView,
            /// Writes down a connection that no list tells.
            save_note: SaveNote => KeptView,
            /// Checks a receipt. Nothing is kept yet.
            check_receipt: GivenReceipt => ReceiptCheckView,
            /// Checks a receipt and keeps it.
            keep_receipt: GivenReceipt => KeptView,
            /// Leaves the receipt that a link brought.
            leave_receipt: LeaveReceipt => Nothing,
            /// Sets when to ask about a connection that no list tells.
            remind_kept: RemindKept => KeptView,
            /// Notes that a connection that no list tells is ended, by the person's own word, or takes that back.
            end_kept: EndKept => KeptView,
            /// Erases a connection that no list tells.
            erase_kept: OfKept => Nothing,
            /// "Keep using (checked)".
            mark_checked: OfGrant => GrantPageView,
            /// What ending this grant would do, before the last act.
            preview_ending: OfGrant => ConsequencesView,
            /// Ends a grant: the intent is on disk when this answers; it has not ended yet.
            end_grant: EndGrant => EndingView,
            /// The latest ending of a grant.
            read_ending: OfGrant => Option<EndingView>,
            /// Goes on at once with an ending that waits.
            hurry_ending: OfGrant => EndingView,
            /// This device's sign-ins.
            list_sign_ins: Nothing => Vec<SignInView>,
            /// Ends a sign-in of this device (RFC 7009) and forgets its tokens.
            sign_out: SignOut => Vec<SignedOutView>,
            /// A page of the records, newest first.
            list_records: ListRecords => RecordListView,
            /// Checks that no record was changed, removed or reordered.
            verify_records: Nothing => RecordsCheckView,
            /// What is going on: notices of all issuers, those that concern the person's own grants first.
            list_notices: Nothing => InboxView,
            /// Notes that the person opened a notice.
            mark_notice_read: OfNotice => InboxView,
            /// A notice with a time as an entry for the person's own calendar; opened where the shell can.
            notice_calendar: OfNotice => CalendarView,
            /// What happened without the person, the newest first.
            list_events: ListEvents => Vec<EventView>,
            /// Notes that the person saw an event; the answer tells those that they did not.
            mark_event_seen: OfEvent => Vec<EventView>,
            /// Trusts the keys that an issuer serves now in place of lost ones: the person's own act, after expiry.
            trust_new_keys: OfIssuer => InboxView,
            /// Opens an issuer's own page in the system browser; the screen has named party and host before.
            open_issuer_page: OfIssuer => Opened,
            /// Opens the practice profile, with made-up issuers, in a window of its own.
            open_practice: Nothing => Nothing,
            /// Writes all records into a file. That is recorded.
            export_records: ExportRecords => ExportView,
            /// Writes the whole life of one grant into files that a stranger can check. That is recorded.
            export_proof: ExportProof => ExportView,
            /// How quickly endings were seen to take effect, for each sign-in; and whether that can be measured there.
            list_measures: Nothing => Vec<MeasureView>,
            /// Measures it: the person gives a harmless test grant in the system browser, this app ends it and looks what still works.
            start_measure: OfAccount => MeasureView,
            /// Stops looking. What was seen so far is kept, and the test grant is ended where it was not.
            stop_measure: OfAccount => MeasureView,
            /// Asking a connector to delete what it got under a grant that is over: whom, in which language, and what was noted.
            read_deletion: OfGrant => DeletionView,
            /// Writes the letter. Nothing leaves.
            draft_deletion: DraftDeletion => LetterView,
            /// Hands the letter on to the person's mail program, the connector's page, or a file. Whether it was sent, the app cannot see.
            hand_on_deletion: HandOnDeletion => HandedOnView,
            /// Notes what the person did or was answered.
            note_deletion: NoteDeletion => DeletionView,
            /// Sets when to say that nobody answered.
            remind_deletion: RemindDeletion => DeletionView,
            /// When the last backup was made, and which sign-ins this device lacks.
            read_backup: Nothing => BackupView,
            /// Makes an encrypted backup. The shell asks for the passphrase outside of the screens; `null` where the person goes without.
            make_backup: Nothing => Option<BackupMadeView>,
            /// Takes over a backup that the person chooses, where nothing of theirs stands yet; `null` where they go without.
            restore_backup: Nothing => Option<BackupView>,
            /// What one act would end, before it.
            preview_many: OfMany => ManyView,
            /// Ends many grants: all intents are on disk when this answers; nothing has ended yet.
            end_many: EndMany => BatchView,
            /// Endings that were asked for together, the newest first, without each grant.
            list_batches: Nothing => Vec<BatchView>,
            /// Endings that were asked for together, with each grant.
            read_batch: OfBatch => BatchView,
            /// Stops endings that were asked for together, goes on with them, or gives up what was not sent.
            steer_batch: SteerBatch => BatchView,
            /// Whom to turn to about a matter, why, who is next, and what comes first.
            route_contact: OfMatter => RouteView,
            /// Opens a way to reach a party of a route outside of this app; the screen has named party and host before.
            open_contact: OpenContact => Opened,
            /// Everybody whom the person may have to reach, on one sheet.
            list_contacts: Nothing => SheetView,
            /// Saves that sheet as a page to print.
            save_contacts: SaveContacts => ExportView,
            /// Writes what is to be sent from the facts that are known. Nothing leaves, nothing is kept.
            draft_case: DraftCase => PacketView,
            /// Keeps a case with that letter; turned to the next party, that is a step of it.
            keep_case: DraftCase => CaseView,
            /// Cases, the open ones first.
            list_cases: Nothing => Vec<CaseLineView>,
            /// One case.
            read_case: OfCase => CaseView,
            /// Hands a case on: to the mail program, a page, a file, or the issuer's interface.
            hand_on_case: HandOnCase => CaseHandedView,
            /// Notes what the person did, was answered, or wants to remember.
            note_case: NoteCase => CaseView,
            /// Sets when to say that nobody answered.
            remind_case: RemindCase => CaseView,
            /// Throws away what was written and never sent.
            discard_case: OfCase => Nothing,
            /// What can be taken away from a grant, before it.
            preview_narrowing: OfGrant => NarrowingView,
            /// Takes a part of a grant away: the intent is on disk when this answers; nothing is taken away yet.
            narrow_grant: NarrowGrant => EndingView,
            /// The latest narrowing of a grant.
            read_narrowing: OfGrant => Option<EndingView>,
            /// Goes on at once with a narrowing that waits.
            hurry_narrowing: OfGrant => EndingView,
            /// Narrowings, the newest first: all that are open, and the last ones that are settled.
            list_narrowings: Nothing => Vec<EndingView>,
        }
    };
}
