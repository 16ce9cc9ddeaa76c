//! The verbs, one a command of the table.

use async_trait::async_trait;

use super::views;
use super::{Desk, Error};
use crate::domain::text::Lang;
use crate::ipc::{
    BackupMadeView, BackupView, BatchView, CalendarView, ConnectIssuer, ConnectView, ConnectorPageView, ConsequencesView, Contract, EndGrant, EndKept, EndMany,
    EndingView, ErrorCode, EventView, ExportProof, ExportRecords, ExportView, Failure, GivenReceipt, GrantListView, GrantPageView, InboxView, IssuerView,
    KeptView, LeaveReceipt, ListEvents, ListGrants, ListRecords, ManyView, MeasureView, Nothing, OfAccount, OfBatch, OfConnect, OfEvent, OfGrant, OfIssuer,
    OfKept, OfMany, OfNotice, Opened, ReceiptCheckView, RecordListView, RecordsCheckView, RemindKept, SaveNote, SetOwnEnd, SignInView, SignOut, SignedOutView,
    SnapshotView, SteerBatch, Sync, SyncView, UsesView,
};
use crate::ipc::{
    CaseHandedView, CaseLineView, CaseView, DraftCase, HandOnCase, NoteCase, OfCase, OfMatter, OpenContact, PacketView, RemindCase, RouteView, SaveContacts,
    SheetView,
};
use crate::ipc::{DeletionView, DraftDeletion, HandOnDeletion, HandedOnView, LetterView, NarrowGrant, NarrowingView, NoteDeletion, RemindDeletion};

#[async_trait]
impl Contract for Desk {
    async fn snapshot(&self, lang: Lang, _request: Nothing) -> Result<SnapshotView, Failure> {
        Ok(self.inner.snapshot(lang).await?)
    }

    async fn list_issuers(&self, lang: Lang, _request: Nothing) -> Result<Vec<IssuerView>, Failure> {
        Ok(self.inner.list_issuers(lang).await?)
    }

    async fn connect_issuer(&self, lang: Lang, request: ConnectIssuer) -> Result<ConnectView, Failure> {
        Ok(self.inner.start_connect(lang, request).await?)
    }

    async fn read_connect(&self, _lang: Lang, request: OfConnect) -> Result<ConnectView, Failure> {
        Ok(self.inner.connect_view(request.connect).ok_or(Error::NotFound)?)
    }

    async fn cancel_connect(&self, _lang: Lang, request: OfConnect) -> Result<ConnectView, Failure> {
        Ok(self.inner.cancel_connect(request.connect)?)
    }

    async fn sync(&self, lang: Lang, request: Sync) -> Result<SyncView, Failure> {
        Ok(self.inner.want_sync(lang, request).await?)
    }

    async fn list_grants(&self, lang: Lang, request: ListGrants) -> Result<GrantListView, Failure> {
        Ok(self.inner.list_grants(lang, request).await?)
    }

    async fn read_grant(&self, lang: Lang, request: OfGrant) -> Result<GrantPageView, Failure> {
        Ok(self.inner.read_grant(lang, request.grant).await?)
    }

    async fn read_connector(&self, lang: Lang, request: OfGrant) -> Result<ConnectorPageView, Failure> {
        Ok(self.inner.read_connector(lang, request.grant).await?)
    }

    async fn list_uses(&self, lang: Lang, request: OfGrant) -> Result<UsesView, Failure> {
        Ok(self.inner.list_uses(lang, request.grant).await?)
    }

    async fn set_own_end(&self, lang: Lang, request: SetOwnEnd) -> Result<GrantPageView, Failure> {
        Ok(self.inner.set_own_end(lang, request).await?)
    }

    async fn read_kept(&self, lang: Lang, request: OfKept) -> Result<KeptView, Failure> {
        Ok(self.inner.read_kept(lang, request.kept).await?)
    }

    async fn save_note(&self, lang: Lang, request: SaveNote) -> Result<KeptView, Failure> {
        Ok(self.inner.save_note(lang, request).await?)
    }

    async fn check_receipt(&self, lang: Lang, request: GivenReceipt) -> Result<ReceiptCheckView, Failure> {
        Ok(self.inner.check_receipt(lang, &request).await?)
    }

    async fn keep_receipt(&self, lang: Lang, request: GivenReceipt) -> Result<KeptView, Failure> {
        Ok(self.inner.keep_receipt(lang, &request).await?)
    }

    async fn leave_receipt(&self, _lang: Lang, request: LeaveReceipt) -> Result<Nothing, Failure> {
        self.inner.leave_receipt(&request.text);
        Ok(Nothing {})
    }

    async fn remind_kept(&self, lang: Lang, request: RemindKept) -> Result<KeptView, Failure> {
        Ok(self.inner.remind_kept(lang, &request).await?)
    }

    async fn end_kept(&self, lang: Lang, request: EndKept) -> Result<KeptView, Failure> {
        Ok(self.inner.end_kept(lang, &request).await?)
    }

    async fn erase_kept(&self, _lang: Lang, request: OfKept) -> Result<Nothing, Failure> {
        self.inner.erase_kept(request.kept).await?;
        Ok(Nothing {})
    }

    async fn mark_checked(&self, lang: Lang, request: OfGrant) -> Result<GrantPageView, Failure> {
        Ok(self.inner.mark_checked(lang, request.grant).await?)
    }

    async fn preview_ending(&self, lang: Lang, request: OfGrant) -> Result<ConsequencesView, Failure> {
        Ok(self.inner.preview_ending(lang, request.grant).await?)
    }

    async fn end_grant(&self, lang: Lang, request: EndGrant) -> Result<EndingView, Failure> {
        let grant = self.inner.store.grant(request.grant).await.map_err(Error::from)?.ok_or(Error::NotFound)?;
        let ending = self.inner.ask_ending(&grant, request.seen_birth.as_deref()).await?;
        Ok(self.inner.ending_view(&ending, lang).await?)
    }

    async fn read_ending(&self, lang: Lang, request: OfGrant) -> Result<Option<EndingView>, Failure> {
        match self.inner.store.latest_ending(request.grant).await.map_err(Error::from)? {
            Some(ending) => Ok(Some(self.inner.ending_view(&ending, lang).await?)),
            None => Ok(None),
        }
    }

    async fn hurry_ending(&self, lang: Lang, request: OfGrant) -> Result<EndingView, Failure> {
        let ending = self.inner.hurry(request.grant, false).await?;
        Ok(self.inner.ending_view(&ending, lang).await?)
    }

    async fn list_sign_ins(&self, lang: Lang, _request: Nothing) -> Result<Vec<SignInView>, Failure> {
        let (issuers, accounts) = self.inner.issuers_and_accounts().await?;
        Ok(accounts.iter().filter_map(|account| Some(views::sign_in(account, issuers.get(&account.issuer)?, lang))).collect())
    }

    async fn sign_out(&self, lang: Lang, request: SignOut) -> Result<Vec<SignedOutView>, Failure> {
        let accounts = match request {
            SignOut::One { account } => vec![account],
            SignOut::All => {
                let (_, accounts) = self.inner.issuers_and_accounts().await?;
                let mut held = Vec::new();
                for account in accounts {
                    // Tokens that an issuer refused once may still work elsewhere.
                    if account.signed_in || self.inner.revocable(account.id).await?.is_some() {
                        held.push(account.id);
                    }
                }
                held
            }
        };
        // Each by itself: one that hangs does not hold the others.
        let all = futures::future::join_all(accounts.into_iter().map(|account| self.inner.sign_out(account, lang))).await;
        Ok(all.into_iter().collect::<Result<_, _>>()?)
    }

    async fn list_records(&self, lang: Lang, request: ListRecords) -> Result<RecordListView, Failure> {
        Ok(self.inner.list_records(lang, request).await?)
    }

    async fn verify_records(&self, _lang: Lang, _request: Nothing) -> Result<RecordsCheckView, Failure> {
        Ok(self.inner.verify_records().await?)
    }

    async fn list_notices(&self, lang: Lang, _request: Nothing) -> Result<InboxView, Failure> {
        Ok(self.inner.list_notices(lang).await?)
    }

    async fn mark_notice_read(&self, lang: Lang, request: OfNotice) -> Result<InboxView, Failure> {
        Ok(self.inner.mark_notice_read(lang, &request).await?)
    }

    async fn notice_calendar(&self, lang: Lang, request: OfNotice) -> Result<CalendarView, Failure> {
        Ok(self.inner.notice_calendar(lang, &request).await?)
    }

    async fn list_events(&self, lang: Lang, request: ListEvents) -> Result<Vec<EventView>, Failure> {
        Ok(self.inner.list_events(lang, request).await?)
    }

    async fn mark_event_seen(&self, lang: Lang, request: OfEvent) -> Result<Vec<EventView>, Failure> {
        Ok(self.inner.mark_event_seen(lang, request.event).await?)
    }

    async fn trust_new_keys(&self, lang: Lang, request: OfIssuer) -> Result<InboxView, Failure> {
        Ok(self.inner.trust_new_keys(lang, &request.issuer).await?)
    }

    async fn open_issuer_page(&self, _lang: Lang, request: OfIssuer) -> Result<Opened, Failure> {
        let listed = self.inner.catalogue.issuers.get(&request.issuer).ok_or(Error::NotFound)?;
        let page = listed.own_page.as_ref().ok_or(Error::NotFound)?;
        self.inner.outside.host.open_in_browser(&page.url).await.map_err(|_| Error::Plain(ErrorCode::NoBrowser))?;
        Ok(Opened { host: super::connect::host_of(&page.url) })
    }

    async fn open_practice(&self, _lang: Lang, _request: Nothing) -> Result<Nothing, Failure> {
        self.inner.outside.host.open_practice().map_err(|_| Error::Plain(ErrorCode::NoBrowser))?;
        Ok(Nothing {})
    }

    async fn export_records(&self, lang: Lang, request: ExportRecords) -> Result<ExportView, Failure> {
        Ok(self.inner.export_records(lang, request.format).await?)
    }

    async fn export_proof(&self, lang: Lang, request: ExportProof) -> Result<ExportView, Failure> {
        Ok(self.inner.export_proof(lang, &request).await?)
    }

    async fn list_measures(&self, lang: Lang, _request: Nothing) -> Result<Vec<MeasureView>, Failure> {
        Ok(self.inner.list_measures(lang).await?)
    }

    async fn start_measure(&self, lang: Lang, request: OfAccount) -> Result<MeasureView, Failure> {
        Ok(self.inner.start_measure(lang, request.account).await?)
    }

    async fn stop_measure(&self, lang: Lang, request: OfAccount) -> Result<MeasureView, Failure> {
        Ok(self.inner.stop_measure(lang, request.account).await?)
    }

    async fn read_deletion(&self, lang: Lang, request: OfGrant) -> Result<DeletionView, Failure> {
        Ok(self.inner.read_deletion(lang, request.grant).await?)
    }

    async fn draft_deletion(&self, _lang: Lang, request: DraftDeletion) -> Result<LetterView, Failure> {
        Ok(self.inner.draft_deletion(request).await?)
    }

    async fn hand_on_deletion(&self, _lang: Lang, request: HandOnDeletion) -> Result<HandedOnView, Failure> {
        Ok(self.inner.hand_on_deletion(request).await?)
    }

    async fn note_deletion(&self, lang: Lang, request: NoteDeletion) -> Result<DeletionView, Failure> {
        Ok(self.inner.note_deletion(lang, request).await?)
    }

    async fn remind_deletion(&self, lang: Lang, request: RemindDeletion) -> Result<DeletionView, Failure> {
        Ok(self.inner.remind_deletion(lang, request).await?)
    }

    async fn read_backup(&self, lang: Lang, _request: Nothing) -> Result<BackupView, Failure> {
        Ok(self.inner.read_backup(lang).await?)
    }

    async fn make_backup(&self, lang: Lang, _request: Nothing) -> Result<Option<BackupMadeView>, Failure> {
        Ok(self.inner.make_backup(lang).await?)
    }

    async fn restore_backup(&self, lang: Lang, _request: Nothing) -> Result<Option<BackupView>, Failure> {
        Ok(self.inner.restore_backup(lang).await?)
    }

    async fn preview_many(&self, lang: Lang, request: OfMany) -> Result<ManyView, Failure> {
        Ok(self.inner.preview_many(lang, request.choice).await?)
    }

    async fn end_many(&self, lang: Lang, request: EndMany) -> Result<BatchView, Failure> {
        Ok(self.inner.end_many(lang, request).await?)
    }

    async fn list_batches(&self, lang: Lang, _request: Nothing) -> Result<Vec<BatchView>, Failure> {
        Ok(self.inner.list_batches(lang).await?)
    }

    async fn read_batch(&self, lang: Lang, request: OfBatch) -> Result<BatchView, Failure> {
        Ok(self.inner.read_batch(lang, request.batch).await?)
    }

    async fn preview_narrowing(&self, lang: Lang, request: OfGrant) -> Result<NarrowingView, Failure> {
        Ok(self.inner.preview_narrowing(lang, request.grant).await?)
    }

    async fn narrow_grant(&self, lang: Lang, request: NarrowGrant) -> Result<EndingView, Failure> {
        Ok(self.inner.ask_narrowing(lang, &request).await?)
    }

    async fn read_narrowing(&self, lang: Lang, request: OfGrant) -> Result<Option<EndingView>, Failure> {
        Ok(self.inner.narrowing_view(request.grant, lang).await?)
    }

    async fn hurry_narrowing(&self, lang: Lang, request: OfGrant) -> Result<EndingView, Failure> {
        let narrowing = self.inner.hurry(request.grant, true).await?;
        Ok(self.inner.ending_view(&narrowing, lang).await?)
    }

    async fn list_narrowings(&self, lang: Lang, _request: Nothing) -> Result<Vec<EndingView>, Failure> {
        Ok(self.inner.list_narrowings(lang).await?)
    }

    async fn steer_batch(&self, lang: Lang, request: SteerBatch) -> Result<BatchView, Failure> {
        Ok(self.inner.steer_batch(lang, request).await?)
    }

    async fn route_contact(&self, lang: Lang, request: OfMatter) -> Result<RouteView, Failure> {
        Ok(self.inner.route_contact(lang, request).await?)
    }

    async fn open_contact(&self, lang: Lang, request: OpenContact) -> Result<Opened, Failure> {
        Ok(self.inner.open_contact(lang, request).await?)
    }

    async fn list_contacts(&self, lang: Lang, _request: Nothing) -> Result<SheetView, Failure> {
        Ok(self.inner.sheet(lang).await?)
    }

    async fn save_contacts(&self, lang: Lang, request: SaveContacts) -> Result<ExportView, Failure> {
        Ok(self.inner.save_sheet(lang, request.offset_minutes).await?)
    }

    async fn draft_case(&self, lang: Lang, request: DraftCase) -> Result<PacketView, Failure> {
        Ok(self.inner.draft_case(lang, &request).await?)
    }

    async fn keep_case(&self, lang: Lang, request: DraftCase) -> Result<CaseView, Failure> {
        Ok(self.inner.keep_case(lang, &request).await?)
    }

    async fn list_cases(&self, lang: Lang, _request: Nothing) -> Result<Vec<CaseLineView>, Failure> {
        Ok(self.inner.list_cases(lang).await?)
    }

    async fn read_case(&self, lang: Lang, request: OfCase) -> Result<CaseView, Failure> {
        Ok(self.inner.read_case(lang, request.case).await?)
    }

    async fn hand_on_case(&self, lang: Lang, request: HandOnCase) -> Result<CaseHandedView, Failure> {
        Ok(Box::pin(self.inner.hand_on_case(lang, request)).await?)
    }

    async fn note_case(&self, lang: Lang, request: NoteCase) -> Result<CaseView, Failure> {
        Ok(self.inner.note_case(lang, request).await?)
    }

    async fn discard_case(&self, _lang: Lang, request: OfCase) -> Result<Nothing, Failure> {
        self.inner.discard_case(request.case).await?;
        Ok(Nothing {})
    }

    async fn remind_case(&self, lang: Lang, request: RemindCase) -> Result<CaseView, Failure> {
        Ok(self.inner.remind_case(lang, request).await?)
    }
}
