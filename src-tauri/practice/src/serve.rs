//! One HTTP server on one loopback listener, whose connections can be cut (for faults and at the end).

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

/// How long open answers may take when the practice ends.
const GRACE: Duration = Duration::from_millis(300);
/// No limit on what is written.
const UNLIMITED: i64 = i64::MAX;

/// A running server.
pub(crate) struct Server {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    all: Arc<AtomicBool>,
}

impl Server {
    /// Ends it: first politely, then by cutting what is still open.
    pub(crate) async fn stop(mut self) {
        self.stop.send(()).ok();
        if tokio::time::timeout(GRACE, &mut self.task).await.is_err() {
            self.task.abort();
            self.task.await.ok();
        }
        self.all.store(true, Ordering::SeqCst);
    }
}

/// Serves the router until it is stopped.
pub(crate) fn spawn(listener: TcpListener, router: Router) -> Server {
    let (stop, stopped) = oneshot::channel::<()>();
    let all = Arc::new(AtomicBool::new(false));
    let door = Door { listener, all: Arc::clone(&all) };
    let task = tokio::spawn(async move {
        let served = axum::serve(door, router.into_make_service_with_connect_info::<Cutter>())
            .with_graceful_shutdown(async {
                stopped.await.ok();
            })
            .await;
        if let Err(error) = served {
            tracing::error!(%error, "a practice server ended");
        }
    });
    Server { stop, task, all }
}

/// Cuts the connection of one request.
#[derive(Debug, Clone)]
pub(crate) struct Cutter {
    budget: Arc<AtomicI64>,
}

#[cfg_attr(not(feature = "testing"), expect(dead_code, reason = "only injected faults cut a connection in the middle"))]
impl Cutter {
    /// Writes nothing more.
    pub(crate) fn cut(&self) {
        self.cut_after(0);
    }

    /// Writes that many bytes more, then breaks off.
    pub(crate) fn cut_after(&self, bytes: u32) {
        self.budget.store(i64::from(bytes), Ordering::SeqCst);
    }
}

impl Connected<IncomingStream<'_, Door>> for Cutter {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().cutter.clone()
    }
}

/// The listener whose connections can be cut.
pub(crate) struct Door {
    listener: TcpListener,
    all: Arc<AtomicBool>,
}

impl Listener for Door {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (stream, addr) = Listener::accept(&mut self.listener).await;
        // Small answers must not wait for each other's acknowledgement.
        stream.set_nodelay(true).ok();
        let line = Line { stream, all: Arc::clone(&self.all), cutter: Cutter { budget: Arc::new(AtomicI64::new(UNLIMITED)) } };
        (line, addr)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// One connection.
pub(crate) struct Line {
    stream: TcpStream,
    all: Arc<AtomicBool>,
    cutter: Cutter,
}

impl Line {
    /// How many bytes may still be written.
    fn budget(&self) -> io::Result<i64> {
        let left = self.cutter.budget.load(Ordering::SeqCst);
        if left <= 0 || self.all.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(left)
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.budget()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let left = self.budget()?;
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let part = bytes.get(..most).unwrap_or(bytes);
        let written = Pin::new(&mut self.stream).poll_write(context, part);
        if let (Poll::Ready(Ok(count)), true) = (&written, left != UNLIMITED) {
            let count = i64::try_from(*count).unwrap_or(left);
            self.cutter.budget.fetch_sub(count, Ordering::SeqCst);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
