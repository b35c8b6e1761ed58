//! `cargo run --release -- [RULES FOLDER]`, from this folder; listens on 127.0.0.1:8080, or on the address in `XIANSHEN_LISTEN`.

use std::{env, path::PathBuf, process::ExitCode, time::Duration};

use xianshen_service::{LIMIT, Service, rules};

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_secs(1);

type Trouble = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    match serve(env::args_os().nth(1).map(PathBuf::from)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::from(2)
        }
    }
}

async fn serve(folder: Option<PathBuf>) -> Result<(), Trouble> {
    let service = Service::new(rules::load(folder.as_deref())?);
    if let Some(folder) = folder {
        tokio::spawn(reload(service.clone(), folder));
    }
    let address = env::var("XIANSHEN_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    eprintln!("listening on {}", listener.local_addr()?);
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    axum::serve(listener, service.router(LIMIT))
        .with_graceful_shutdown(stop)
        .await?;
    Ok(())
}

/// Loads the rules anew whenever the folder changed. Rules with mistakes are told and not taken.
async fn reload(service: Service, folder: PathBuf) {
    let mut seen = rules::stamp(&folder).ok();
    loop {
        tokio::time::sleep(EVERY).await;
        let now = rules::stamp(&folder).ok();
        if now == seen {
            continue;
        }
        seen = now;
        let folder = folder.clone();
        match tokio::task::spawn_blocking(move || rules::load(Some(&folder))).await {
            Ok(Ok(screener)) => {
                eprintln!("rules loaded: {}", screener.rules().len());
                service.screener.store(screener.into());
            }
            Ok(Err(mistakes)) => eprintln!("the old rules stay in force:\n{mistakes}"),
            Err(error) => eprintln!("{error}"),
        }
    }
}
