//! Documents read in processes of their own.
//!
//! Parsers of foreign formats can be made to overflow their stack, to eat all memory or to run for minutes,
//! which no program survives. So this program starts itself once more ([`protocol`]) and hands each
//! document over; what dies or is too late is replaced, and the document is refused with a sentence.
//! A worker gets an empty environment, no descriptors but its three, and confines itself
//! (`readout read-documents`).
//!
//! Only a program that has the hidden command can do so: it calls [`start_workers_by`] once. Others (tests of
//! single rooms) read in their own process.

use std::io::{self, BufReader, BufWriter, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::protocol::{self, Answer, Request, Task};
use crate::import::{Choices, Found, Imported, Part, Preview};
use crate::progress::Progress;

/// How long a document, or what comes before the first article out of it, may take.
const LONGEST: Duration = Duration::from_secs(8);
/// How long one part of an archive may take.
const LONGEST_PART: Duration = Duration::from_secs(3);
/// How long it may take from one article to the next after [`LONGEST`] has passed.
const GRACE: Duration = Duration::from_secs(1);
/// How often one looks whether the user wants no more.
const LOOK: Duration = Duration::from_millis(100);
/// How many documents a worker reads before it is replaced.
const MAX_DOCUMENTS: usize = 1_000;
/// After a document of so many bytes a worker is replaced, since memory does not shrink.
const BIG: usize = 5_000_000;
/// How many answers may wait to be taken.
const QUEUE: usize = 4;
/// How much stack the reading thread has where there is no worker.
const STACK_BYTES: usize = 64 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program is started to read foreign formats. The first call counts.
pub fn start_workers_by(program: PathBuf) {
    PROGRAM.get_or_init(|| program);
}

/// The workers of one intake: idle ones wait for the next document.
#[derive(Debug, Default)]
pub(super) struct Workers {
    idle: Mutex<Vec<Worker>>,
    is_unprotected: AtomicBool,
}

/// Why reading came to an end.
enum End {
    Answered(Box<Answer>),
    /// The process is gone.
    Died,
    /// The process took too long.
    Late,
    /// The user wants no more, or whoever asked does not.
    Cancelled,
}

impl Workers {
    /// Reads all articles of a document and tells `found` what is met; parts that kill their reader are
    /// refused, and the next ones go on.
    ///
    /// # Errors
    /// One sentence for people if the document as a whole could not be read.
    pub(super) fn read(
        &self,
        bytes: Vec<u8>,
        file_name: Option<&str>,
        choices: &Choices,
        progress: &Progress,
        found: &mut dyn FnMut(Found),
    ) -> Result<(), String> {
        let bytes = Arc::new(bytes);
        let mut clock = Clock::default();
        let mut n_done = 0;
        loop {
            let task = Task::Read {
                choices: choices.clone(),
                n_done,
            };
            let mut current: Option<Part> = None;
            let mut are_sound = true;
            let end = self.ask(
                &bytes,
                file_name,
                task,
                progress,
                &mut clock,
                &mut |met| match met {
                    Found::Begins(part) => {
                        n_done += 1;
                        current = Some(part);
                    }
                    Found::Article(imported) if !is_sound(&imported) => are_sound = false,
                    met => {
                        current = None;
                        found(met);
                    }
                },
            );
            let reason = match end {
                End::Answered(_) if !are_sound => protocol::BROKEN.to_owned(),
                End::Answered(answer) => match *answer {
                    Answer::Failed(reason) => reason,
                    _ => return Ok(()),
                },
                End::Cancelled => return Ok(()),
                End::Died => DIED.to_owned(),
                End::Late => LATE.to_owned(),
            };
            // A part that broke off its reader is named, and the next one goes on.
            let Some(part) = current else {
                return Err(reason);
            };
            found(Found::Refused { part, reason });
            if clock.is_over() {
                return Err(
                    "the rest of it was not read, since it took too long; unpack it first".to_owned(),
                );
            }
        }
    }

    /// What can be chosen about a document.
    ///
    /// # Errors
    /// One sentence for people.
    pub(super) fn preview(&self, bytes: Vec<u8>, file_name: Option<&str>) -> Result<Preview, String> {
        let mut clock = Clock::default();
        let bytes = Arc::new(bytes);
        match self.ask(
            &bytes,
            file_name,
            Task::Preview,
            &Progress::default(),
            &mut clock,
            &mut |_| {},
        ) {
            End::Answered(answer) => match *answer {
                Answer::Preview(preview) => Ok(preview),
                Answer::Failed(reason) => Err(reason),
                Answer::Found(_) | Answer::Done => Err(protocol::BROKEN.to_owned()),
            },
            End::Cancelled | End::Died => Err(DIED.to_owned()),
            End::Late => Err(LATE.to_owned()),
        }
    }

    /// Whether foreign formats had to be read without a worker although the program has them.
    pub(super) fn is_unprotected(&self) -> bool {
        self.is_unprotected.load(Ordering::Relaxed)
    }

    fn ask(
        &self,
        bytes: &Arc<Vec<u8>>,
        file_name: Option<&str>,
        task: Task,
        progress: &Progress,
        clock: &mut Clock,
        found: &mut dyn FnMut(Found),
    ) -> End {
        let request = Request {
            file_name: file_name.map(str::to_owned),
            n_bytes: bytes.len(),
            task,
        };
        let Some(program) = PROGRAM.get() else {
            return End::Answered(Box::new(in_this_process(&request, bytes, found)));
        };
        let Some(mut worker) = self.worker(program) else {
            self.is_unprotected.store(true, Ordering::Relaxed);
            return End::Answered(Box::new(in_this_process(&request, bytes, found)));
        };
        let end = worker.ask(request, Arc::clone(bytes), progress, clock, found);
        worker.n_documents += 1;
        let is_good =
            matches!(end, End::Answered(_)) && worker.n_documents < MAX_DOCUMENTS && bytes.len() < BIG;
        if is_good && let Ok(mut idle) = self.idle.lock() {
            idle.push(worker);
        }
        end
    }

    /// An idle worker or a new one; `None` if none can be started.
    fn worker(&self, program: &Path) -> Option<Worker> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        idle.or_else(|| Worker::start(program).ok())
            // The file was replaced or removed while the program runs.
            .or_else(|| Worker::start(Path::new("/proc/self/exe")).ok())
    }
}

/// What a document is answered with that killed its reader.
const DIED: &str = "it broke off the process that reads such documents (all its stack or memory used up), so it is damaged or \
                    made to do harm; save it as text";
/// What a document is answered with that takes too long.
const LATE: &str = "it was not read within the time that is given to a document, so it is damaged or made to do harm; save \
                    it as text";

/// Whether all places are places in the text.
fn is_sound(imported: &Imported) -> bool {
    let article = &imported.article;
    let mut spans = article.body.iter().chain(&article.display);
    spans.all(|span| span.is_valid_in(&article.text))
}

/// How long one has waited for a document.
#[derive(Debug, Default)]
struct Clock {
    waited: Duration,
    since_article: Duration,
    since_part: Duration,
    is_in_part: bool,
}

impl Clock {
    fn wait(&mut self, duration: Duration) {
        self.waited += duration;
        self.since_article += duration;
        self.since_part += duration;
    }

    fn met(&mut self, found: &Found) {
        match found {
            Found::Begins(_) => {
                self.is_in_part = true;
                self.since_part = Duration::ZERO;
            }
            Found::Article(_) => {
                self.is_in_part = false;
                self.since_article = Duration::ZERO;
            }
            Found::Refused { .. } => self.is_in_part = false,
            Found::Warning(_) => {}
        }
    }

    /// Whether a document has had its time.
    fn is_over(&self) -> bool {
        self.waited >= LONGEST && self.since_article >= GRACE
    }

    fn is_late(&self) -> bool {
        self.is_over() || (self.is_in_part && self.since_part >= LONGEST_PART)
    }
}

/// Reads in this process, on a thread with much stack.
fn in_this_process(request: &Request, bytes: &[u8], found: &mut dyn FnMut(Found)) -> Answer {
    let (sender, receiver) = mpsc::sync_channel(QUEUE);
    std::thread::scope(|scope| {
        let read = move || protocol::answer(request, bytes, &mut |met| sender.send(met).is_ok());
        let reader = std::thread::Builder::new()
            .name("reader".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, read);
        for met in receiver {
            found(met);
        }
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(answer)) => answer,
            _ => Answer::Failed(protocol::BROKEN.to_owned()),
        }
    })
}

/// One process.
#[derive(Debug)]
struct Worker {
    process: Child,
    requests: SyncSender<(Request, Arc<Vec<u8>>)>,
    answers: Receiver<Answer>,
    n_documents: usize,
}

impl Worker {
    fn start(program: &Path) -> io::Result<Self> {
        let mut process = Command::new(program)
            .arg(protocol::COMMAND)
            .env_clear()
            .current_dir(std::path::MAIN_SEPARATOR_STR)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (requests, to_write) = mpsc::sync_channel(1);
        let (to_take, answers) = mpsc::sync_channel(QUEUE);
        let (says_hello, hello) = mpsc::sync_channel(1);
        let threads = thread("worker in", move || write_requests(input, &to_write))
            .and_then(|()| thread("worker out", move || read_answers(output, &says_hello, &to_take)));
        let mut worker = Self {
            process,
            requests,
            answers,
            n_documents: 0,
        };
        threads?;
        // What does not say hello is no worker.
        if hello.recv_timeout(LONGEST).is_ok() {
            Ok(worker)
        } else {
            worker.stop();
            Err(io::ErrorKind::InvalidData.into())
        }
    }

    fn ask(
        &self,
        request: Request,
        bytes: Arc<Vec<u8>>,
        progress: &Progress,
        clock: &mut Clock,
        found: &mut dyn FnMut(Found),
    ) -> End {
        if self.requests.send((request, bytes)).is_err() {
            return End::Died;
        }
        loop {
            let start = Instant::now();
            let answer = self.answers.recv_timeout(LOOK);
            clock.wait(start.elapsed());
            match answer {
                Ok(Answer::Found(met)) => {
                    clock.met(&met);
                    if catch_unwind(AssertUnwindSafe(|| found(met))).is_err() {
                        return End::Answered(Box::new(Answer::Failed(super::FAULT.to_owned())));
                    }
                }
                Ok(last) => return End::Answered(Box::new(last)),
                Err(RecvTimeoutError::Disconnected) => return End::Died,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if progress.is_cancelled() {
                return End::Cancelled;
            }
            if clock.is_late() {
                return End::Late;
            }
        }
    }

    /// Ends the process, whatever it does.
    fn stop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(|_handle| ())
}

/// Writes requests until there are no more or the process is gone.
fn write_requests(input: ChildStdin, requests: &Receiver<(Request, Arc<Vec<u8>>)>) {
    let mut input = BufWriter::new(input);
    for (request, bytes) in requests {
        let written = protocol::write(&mut input, &request)
            .and_then(|()| input.write_all(&bytes))
            .and_then(|()| input.flush());
        if written.is_err() {
            return;
        }
    }
}

/// Reads answers until the process is gone or nobody wants them.
fn read_answers(output: ChildStdout, says_hello: &SyncSender<()>, answers: &SyncSender<Answer>) {
    let mut output = BufReader::new(output);
    match protocol::read::<String>(&mut output) {
        Ok(Some(hello)) if hello == protocol::HELLO => says_hello.send(()).ok(),
        _ => return,
    };
    while let Ok(Some(answer)) = protocol::read(&mut output) {
        if answers.send(answer).is_err() {
            return;
        }
    }
}
