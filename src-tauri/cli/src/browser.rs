//! stub
pub(crate) async fn serve(_desk: std::sync::Arc<renkei_core::desk::Desk>, _ui: &std::path::Path, _port: u16) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}
